package io.genisys.connector.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What a method does at a path. May throw what its Future may fail with: {@link Problem#of} knows what. */
@FunctionalInterface
interface Action {
    Future<Answer> answer(RoutingContext request);
}
