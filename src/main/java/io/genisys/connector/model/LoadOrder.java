package io.genisys.connector.model;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * The order of hosts by how many containers run on them; of two with as many, the first by name comes first. It knows
 * hosts by their places in the list by name: so it stays the same when a host tells something else. Never changed.
 */
final class LoadOrder {
    private final int[] places;

    private LoadOrder(int[] places) {
        this.places = places;
    }

    static LoadOrder of(List<HostView> byName) {
        return new LoadOrder(IntStream.range(0, byName.size())
                .boxed()
                .sorted(Comparator.comparingInt(place -> byName.get(place).running()))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** The same hosts, which are these, in this order. */
    List<HostView> sort(List<HostView> byName) {
        return new Sorted(byName, places);
    }

    /**
     * With one more host.
     *
     * @param place its own
     * @param byName with it
     */
    LoadOrder with(int place, List<HostView> byName) {
        int[] others = IntStream.of(places)
                .map(other -> other < place ? other : other + 1)
                .toArray();
        return inserted(others, place, byName);
    }

    /**
     * With a host on which more or fewer run than before.
     *
     * @param now all by name
     */
    LoadOrder moved(int place, List<HostView> before, List<HostView> now) {
        int index = find(places, place, before);
        int[] others = new int[places.length - 1];
        System.arraycopy(places, 0, others, 0, index);
        System.arraycopy(places, index + 1, others, index, others.length - index);
        return inserted(others, place, now);
    }

    private static LoadOrder inserted(int[] others, int place, List<HostView> byName) {
        int index = find(others, place, byName);
        int[] all = new int[others.length + 1];
        System.arraycopy(others, 0, all, 0, index);
        all[index] = place;
        System.arraycopy(others, index, all, index + 1, others.length - index);
        return new LoadOrder(all);
    }

    /** @return where it is, or belongs */
    private static int find(int[] sorted, int place, List<HostView> byName) {
        int running = byName.get(place).running();
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int other = byName.get(sorted[middle]).running();
            if (other < running || (other == running && sorted[middle] < place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static final class Sorted extends AbstractList<HostView> implements RandomAccess {
        private final List<HostView> byName;
        private final int[] places;

        Sorted(List<HostView> byName, int[] places) {
            this.byName = byName;
            this.places = places;
        }

        @Override
        public HostView get(int index) {
            return byName.get(places[index]);
        }

        @Override
        public int size() {
            return places.length;
        }
    }
}
