package io.tidings.node.quota;

import java.time.Duration;

/** A count over the last window, in sixty slots: what lies longer ago than the window is forgotten a slot at a time. */
final class SlidingCount {
    private static final int SLOTS = 60;

    private final long slotMillis;
    private final long[] slots = new long[SLOTS];
    private long newestSlot;
    private long total;

    SlidingCount(Duration window, long already, long nowMillis) {
        this.slotMillis = window.toMillis() / SLOTS;
        this.newestSlot = nowMillis / slotMillis;
        this.slots[(int) (newestSlot % SLOTS)] = already;
        this.total = already;
    }

    /** Takes up to {@code wanted}, as far as {@code limit} allows. */
    synchronized long take(long wanted, long limit, long nowMillis) {
        forget(nowMillis);
        long granted = Math.max(0, Math.min(wanted, limit - total));
        slots[(int) (newestSlot % SLOTS)] += granted;
        total += granted;
        return granted;
    }

    /** From the newest on: what is given back was taken last, perhaps a slot or two ago. */
    synchronized void giveBack(long objects) {
        long left = objects;
        for (long slot = newestSlot; left > 0 && slot > newestSlot - SLOTS; slot--) {
            int at = (int) Math.floorMod(slot, (long) SLOTS);
            long back = Math.min(left, slots[at]);
            slots[at] -= back;
            total -= back;
            left -= back;
        }
    }

    synchronized Duration untilSomeIsFree(long nowMillis) {
        forget(nowMillis);
        for (long slot = newestSlot - SLOTS + 1; slot <= newestSlot; slot++) {
            if (slots[(int) Math.floorMod(slot, (long) SLOTS)] > 0) {
                return Duration.ofMillis(Math.max(1_000, (slot + SLOTS) * slotMillis - nowMillis));
            }
        }
        return Duration.ofSeconds(1);
    }

    /** How long until so many could be taken; what is within the limit at all. */
    synchronized Duration untilFree(long wanted, long limit, long nowMillis) {
        forget(nowMillis);
        long used = total;
        for (long slot = newestSlot - SLOTS + 1; slot <= newestSlot && used + wanted > limit; slot++) {
            used -= slots[(int) Math.floorMod(slot, (long) SLOTS)];
            if (used + wanted <= limit) {
                return Duration.ofMillis(Math.max(0, (slot + SLOTS) * slotMillis - nowMillis));
            }
        }
        return Duration.ZERO;
    }

    private void forget(long nowMillis) {
        long slot = nowMillis / slotMillis;
        if (slot - newestSlot >= SLOTS) {
            java.util.Arrays.fill(slots, 0);
            total = 0;
            newestSlot = slot;
        }
        while (newestSlot < slot) {
            newestSlot++;
            int at = (int) (newestSlot % SLOTS);
            total -= slots[at];
            slots[at] = 0;
        }
    }
}
