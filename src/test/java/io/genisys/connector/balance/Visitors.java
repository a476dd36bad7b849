package io.genisys.connector.balance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Some who ask over and over, each as soon as it has its answer, and who count what they got. */
final class Visitors implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpRequest request;
    private final AtomicLong good = new AtomicLong();
    private final Map<String, Long> bad = new ConcurrentSkipListMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    Visitors(URI url) {
        request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
    }

    Visitors come(int number) {
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(this::ask, "visitor-" + i);
            thread.start();
            threads.add(thread);
        }
        return this;
    }

    private void ask() {
        while (!isOver) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    good.incrementAndGet();
                } else {
                    count("status " + response.statusCode());
                }
                Thread.sleep(5); // the pause of a visitor: load is bounded
            } catch (IOException e) {
                count(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void count(String what) {
        bad.merge(what, 1L, Long::sum);
    }

    boolean isServed() {
        try {
            return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long good() {
        return good.get();
    }

    /** How often each kind of failure came. */
    Map<String, Long> bad() {
        return bad;
    }

    @Override
    public void close() {
        isOver = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
