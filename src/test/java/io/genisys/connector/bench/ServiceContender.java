package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;

/** The connector, with one of its services. */
final class ServiceContender implements Contender {
    private final Api api;
    private final String service;

    ServiceContender(Api api, String service) {
        this.api = api;
        this.service = service;
    }

    @Override
    public void up(int number) {
        scale(number);
    }

    @Override
    public void down() {
        scale(0);
    }

    private void scale(int number) {
        Api.Answer answer = api.scale(service, number);
        Bench.check(
                answer.status() == 200 && answer.body().getBoolean("converged"),
                service + " to " + number + " answered " + answer.status() + " " + answer.body());
    }
}
