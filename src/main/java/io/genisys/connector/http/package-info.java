/**
 * The HTTP API: translates a request, asks the catalog, the fleet or the reconciler, and renders the answer. Decides
 * nothing about containers.
 */
package io.genisys.connector.http;
