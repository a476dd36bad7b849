package io.genisys.connector.protocol;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.bus.TakenOver;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.ClusterCatalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.ModelCatalog;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;

/** What has to hold, whatever happens. */
final class Checks implements ModelBus.Watcher, ModelEngine.Watcher {
    private static final long SETTLED = Duration.ofSeconds(15).toNanos();

    private final Site site;
    private final List<String> violations = new ArrayList<>();
    /** What was wanted from when on, 0 if nothing was. */
    private final Map<ServiceName, NavigableMap<Long, Integer>> wanted = new HashMap<>();
    /** How many really ran from when on. */
    private final Map<ServiceName, NavigableMap<Long, Integer>> ran = new HashMap<>();

    private final Map<Integer, Node> leaders = new HashMap<>();
    private final Map<Integer, Long> highest = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<HostOrder> here = new ArrayList<>();
    private final Map<HostName, Long> lostAt = new HashMap<>();
    private final Map<HostName, Long> lastLost = new HashMap<>();
    private final Map<String, Long> heard = new HashMap<>();
    private final Map<Integer, Long> troubled = new HashMap<>();
    private final Map<Integer, Map<ServiceName, Integer>> believed = new HashMap<>();
    int orders;
    int takeOvers;
    int refused;

    /** @param known the number that its leader knew then */
    private record Sent(HostOrder order, long at, int known) {}

    /** Starts that are under way: since when, and the largest number that those knew who ordered them. */
    private final Map<ModelEngine.Made, Asked> asked = new HashMap<>();

    private record Asked(long since, int most) {}

    Checks(Site site) {
        this.site = site;
    }

    List<String> violations() {
        return violations;
    }

    void violated(String what) {
        violations.add(what);
        site.world.trace("VIOLATED: " + what);
    }

    void follow(ClusterCatalog truth) {
        truth.listen(service -> {
            int number = number(truth, service);
            wanted.computeIfAbsent(service, s -> new TreeMap<>()).put(site.world.now(), number);
            site.world.trace("wanted of " + service + ": " + number);
        });
    }

    private static int number(Catalog catalog, ServiceName service) {
        return catalog.find(service)
                .map(Entry::number)
                .orElse(OptionalInt.empty())
                .orElse(0);
    }

    void leads(Node node, int epoch) {
        if (leaders.put(epoch, node) != null) {
            violated("two lead by epoch " + epoch);
        }
    }

    /** Something is wrong with a host, or with the way to it. */
    void trouble(int node) {
        troubled.put(node, site.world.now());
    }

    /** What ran there counts until it can be known that it does not. */
    void powerOff(int node, Duration time) {
        Map<ServiceName, Integer> ran = new HashMap<>();
        site.engine(node).containers().stream()
                .filter(ModelEngine.Made::isRunning)
                .forEach(made -> ran.merge(made.claim.service(), 1, Integer::sum));
        believed.put(node, ran);
        site.world.after(time.plus(Duration.ofSeconds(15)), () -> believed.remove(node, ran));
    }

    void crashed(int node) {
        powerOff(node, Duration.ZERO);
    }

    private int believed(int node, ServiceName service) {
        return Math.max(
                site.engine(node).running(service),
                believed.getOrDefault(node, Map.of()).getOrDefault(service, 0));
    }

    private boolean wasWell(int node, long since) {
        return troubled.getOrDefault(node, 0L) < since - SETTLED;
    }

    void lost(HostName host) {
        lostAt.putIfAbsent(host, site.world.now());
        lastLost.put(host, site.world.now());
    }

    // orders

    @Override
    public void sent(NodeProcess by, Object message) {
        if (message instanceof HostOrder order) {
            int known = number(site.node(by.node).catalog().orElseThrow(), order.service());
            sent.add(new Sent(order, site.world.now(), known));
            site.world.trace(by + " orders " + words(order) + ", knowing of " + known);
        }
    }

    private static String words(HostOrder order) {
        return order instanceof HostOrder.Start start
                ? "start of " + order.service() + " " + start.slot() + " by epoch " + order.epoch()
                : "stop of " + ((HostOrder.Stop) order).container() + " by epoch " + order.epoch();
    }

    @Override
    public void came(NodeProcess to, Object message) {
        if (message instanceof HostOrder order) {
            orders++;
            here.add(order);
        } else if (message instanceof HostReport report && report.engine().condition() == HostCondition.READY) {
            heard.put(to + " " + report.host(), site.world.now());
        }
    }

    @Override
    public void answered(NodeProcess by, Object message, Object answer) {
        if (message instanceof HostOrder order) {
            boolean isTaken = answer instanceof OrderOutcome;
            refused += isTaken ? 0 : 1;
            here.remove(order);
            site.world.trace("h" + by.node + " answers " + words(order) + ": " + outcome(answer));
            if (isTaken && ((OrderOutcome) answer).failure().isEmpty()) {
                raise(by.node, order.epoch());
            }
        } else if (message instanceof TakeOver taken && answer instanceof TakenOver) {
            takeOvers++;
            site.world.trace("h" + by.node + " is taken over by epoch " + taken.epoch());
            raise(by.node, taken.epoch());
        }
    }

    private static String outcome(Object answer) {
        return answer instanceof ReplyException no
                ? no.getMessage()
                : ((OrderOutcome) answer).failure().map(Object::toString).orElse("done");
    }

    private void raise(int node, long epoch) {
        highest.merge(node, epoch, Math::max);
    }

    private void checkEpoch(ModelEngine engine, NodeProcess by, String what, List<HostOrder> orders) {
        long epoch = orders.stream().mapToLong(HostOrder::epoch).max().orElse(Long.MIN_VALUE);
        long known = highest.getOrDefault(by.node, Long.MIN_VALUE);
        site.world.trace(engine.host + " " + what + " by epoch " + epoch);
        if (epoch < known) {
            violated(engine.host + " " + what + " by epoch " + epoch + ", after it was taken over by " + known);
        }
    }

    private List<HostOrder> starts(ServiceName service, int slot) {
        return here.stream()
                .filter(order -> order instanceof HostOrder.Start start
                        && start.service().equals(service)
                        && start.slot() == slot)
                .toList();
    }

    private List<HostOrder> stops(String container) {
        return here.stream()
                .filter(order ->
                        order instanceof HostOrder.Stop stop && stop.container().equals(container))
                .toList();
    }

    // containers

    @Override
    public void creates(ModelEngine engine, NodeProcess by, ServiceName service, int slot) {
        checkEpoch(engine, by, "creates " + service + " " + slot, starts(service, slot));
    }

    @Override
    public void starts(ModelEngine engine, NodeProcess by, ModelEngine.Made made) {
        ServiceName service = made.claim.service();
        List<HostOrder> orders = starts(service, made.claim.slot());
        checkEpoch(engine, by, "starts " + made.id + ", " + service + " " + made.claim.slot(), orders);
        long since = site.world.now();
        int most = 0;
        for (Sent one : sent) {
            if (orders.stream().anyMatch(order -> order.in(0).equals(one.order().in(0)))) {
                since = Math.min(since, one.at());
                most = Math.max(most, one.known());
            }
        }
        asked.put(made, new Asked(since, most));
    }

    @Override
    public void runs(ModelEngine engine, ModelEngine.Made made) {
        ServiceName service = made.claim.service();
        long since = asked.get(made).since();
        int most = Math.max(asked.get(made).most(), between(wanted, service, since, Math::max));
        asked.remove(made);
        int own = Integer.parseInt(engine.host.substring(1));
        int running = wasWell(own, since) ? 1 : 0;
        for (int node = 1; node <= site.size(); node++) {
            if (wasWell(node, since)) {
                running += (int) site.engine(node).containers().stream()
                        .filter(other ->
                                other.isRunning() && other.claim.service().equals(service) && !isToEnd(other))
                        .count();
            }
        }
        if (running > most) {
            violated(engine.host + " starts " + made.id + ": " + running + " of " + service + " run, and at most "
                    + most + " were asked for");
        }
    }

    private boolean isToEnd(ModelEngine.Made made) {
        return made.isToldToEnd() || !stops(made.id).isEmpty();
    }

    @Override
    public void ends(ModelEngine engine, NodeProcess by, ModelEngine.Made made) {
        ServiceName service = made.claim.service();
        checkEpoch(engine, by, "ends " + made.id, stops(made.id));
        long since = site.world.now();
        int least = Integer.MAX_VALUE;
        for (Sent one : sent) {
            if (one.order() instanceof HostOrder.Stop stop && stop.container().equals(made.id)) {
                since = Math.min(since, one.at());
                least = Math.min(least, one.known());
            }
        }
        least = Math.min(least, between(wanted, service, since, Math::min));
        int own = Integer.parseInt(engine.host.substring(1));
        int left = isLost(own, stops(made.id)) ? 0 : -1;
        for (int node = 1; node <= site.size(); node++) {
            left += isLost(node, stops(made.id)) ? 0 : believed(node, service);
        }
        // one that was given up has not heard of that when it is back
        boolean isOfBefore = lastLost.getOrDefault(new HostName(engine.host), -1L) > since;
        if (left < least && !made.isToldToEnd() && !isOfBefore) {
            violated(engine.host + " ends " + made.id + ": " + left + " of " + service + " are left, and at least "
                    + least + " were asked for");
        }
    }

    /** It was given up, and who gave the orders has not heard of it since. */
    private boolean isLost(int node, List<HostOrder> orders) {
        HostName host = new HostName("h" + node);
        if (!site.truth().knownHosts().in(KnownHosts.Standing.LOST).contains(host)) {
            lostAt.remove(host);
            return false;
        }
        long at = lostAt.getOrDefault(host, 0L);
        return orders.stream()
                .map(order -> leaders.get((int) (order.epoch() >> 20)).process + " " + host)
                .noneMatch(heardBy -> heard.getOrDefault(heardBy, -1L) >= at);
    }

    @Override
    public void changed(ModelEngine engine, ServiceName service) {
        ran.computeIfAbsent(service, s -> new TreeMap<>()).put(site.world.now(), running(service));
    }

    int running(ServiceName service) {
        return site.engines().stream()
                .mapToInt(engine -> engine.running(service))
                .sum();
    }

    /** What was there at that time, and from then on, taken together. */
    private int between(
            Map<ServiceName, NavigableMap<Long, Integer>> of,
            ServiceName service,
            long since,
            IntBinaryOperator together) {
        NavigableMap<Long, Integer> all = of.getOrDefault(service, new TreeMap<>());
        int result = Optional.ofNullable(all.floorEntry(since))
                .map(Map.Entry::getValue)
                .orElse(0);
        for (int each : all.tailMap(since, false).values()) {
            result = together.applyAsInt(result, each);
        }
        return result;
    }

    // answers

    boolean wasWantedSince(ServiceName service, int number, long since) {
        NavigableMap<Long, Integer> all = wanted.getOrDefault(service, new TreeMap<>());
        return Optional.ofNullable(all.floorEntry(since))
                                .map(Map.Entry::getValue)
                                .orElse(0)
                        == number
                || all.tailMap(since, false).containsValue(number);
    }

    boolean isWantedSince(ServiceName service, int number, long since) {
        NavigableMap<Long, Integer> all = wanted.getOrDefault(service, new TreeMap<>());
        return Optional.ofNullable(all.floorEntry(since))
                                .map(Map.Entry::getValue)
                                .orElse(0)
                        == number
                && all.tailMap(since, false).values().stream().allMatch(each -> each == number);
    }

    boolean ranSince(ServiceName service, int number, long since) {
        NavigableMap<Long, Integer> all = ran.getOrDefault(service, new TreeMap<>());
        return Optional.ofNullable(all.floorEntry(since))
                                .map(Map.Entry::getValue)
                                .orElse(0)
                        == number
                || all.tailMap(since, false).containsValue(number);
    }

    boolean wereAllWell(long since) {
        for (int node = 1; node <= site.size(); node++) {
            if (!wasWell(node, since)) {
                return false;
            }
        }
        return true;
    }

    // the end

    void checkAllIsExact() {
        inexact().forEach(this::violated);
    }

    /** What is not as it is wanted, or as others say. */
    List<String> inexact() {
        List<String> all = new ArrayList<>();
        ClusterCatalog truth = site.truth();
        site.living().forEach(node -> {
            if (node.catalog().isEmpty()
                    || !ModelCatalog.state(node.catalog().get()).equals(ModelCatalog.state(truth))) {
                all.add(node.process + " has another catalog than the log says");
            }
        });
        for (Entry entry : truth.all()) {
            int number = entry.number().orElse(0);
            if (entry.beingRemoved()) {
                all.add(entry.service() + " is being removed for ever");
            } else if (entry.number().isPresent() && running(entry.service()) != number) {
                all.add("of " + entry.service() + " " + running(entry.service()) + " run in place of " + number);
            }
            site.living().forEach(node -> {
                int shown = node.fleet().running(entry.definition()).orElse(-1);
                if (entry.number().isPresent() && shown != number) {
                    all.add(node.process + " shows " + shown + " of " + entry.service() + " in place of " + number);
                }
            });
        }
        site.engines().forEach(engine -> engine.containers().stream()
                .filter(made -> truth.find(made.claim.service()).isEmpty())
                .forEach(made -> all.add(made.id + " of " + made.claim.service() + " is left, which was removed")));
        return all;
    }
}
