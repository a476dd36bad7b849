package io.genisys.connector.bus;

import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What happened, as lines of the log. */
final class Sentences {
    /** Containers in one line. */
    private static final int MOST = 10;

    private Sentences() {}

    /** @param same what happened to one service or host, for one cause: one line for at most ten containers */
    static List<String> of(List<Happened> same) {
        return IntStream.iterate(0, from -> from < same.size(), from -> from + MOST)
                .mapToObj(from -> line(same.subList(from, Math.min(from + MOST, same.size()))))
                .toList();
    }

    private static String line(List<Happened> some) {
        Happened first = some.get(0);
        String containers = some.stream()
                .map(happened -> container(happened.subject()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        String what = joined(" ", first.what().words(), containers, numbers(first.numbers()), by(first));
        return named(first.subject(), joined(": ", what, first.cause().why().orElse("")));
    }

    /** Most failures name the host themselves. */
    private static String named(Subject subject, String what) {
        String name = subject.service()
                .map(service -> "Service " + service)
                .or(() -> subject.host().map(host -> "Host " + host))
                .orElse("");
        return name.isEmpty() || (name.startsWith("Host ") && what.startsWith("Host ")) ? what : name + ": " + what;
    }

    /** @return empty if it is not about a container */
    private static Optional<String> container(Subject subject) {
        Optional<String> name = subject.container().or(() -> subject.slot().stream()
                .mapToObj(slot -> "container " + slot)
                .findFirst());
        return name.map(of -> of + subject.host().map(host -> " on " + host).orElse(""));
    }

    private static String numbers(Numbers numbers) {
        if (numbers.equals(Numbers.NONE)) {
            return "";
        }
        String from = numbers.before().isPresent() ? "from " + numbers.before().getAsInt() + " " : "";
        return from + (numbers.after().isPresent() ? "to " + numbers.after().getAsInt() : "to no number");
    }

    private static String by(Happened happened) {
        return happened.cause().caller().map(caller -> "by " + caller).orElse("");
    }

    private static String joined(String by, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(by));
    }
}
