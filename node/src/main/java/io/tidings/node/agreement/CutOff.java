package io.tidings.node.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With whom sharing is cut off, whatever the agreements say (F-28). Safe from any thread.
 *
 * <p>A cut takes effect before anything else is done about it, is durable when {@link #cut} returns, and ends only by
 * {@link #restore}.
 */
public final class CutOff {
    /** All peers and clients. */
    public static final String EVERYONE = "*";

    private static final Logger LOG = LoggerFactory.getLogger(CutOff.class);
    private static final String NOT_CUT = "";

    private final Keeper keeper;
    private final Clock clock;
    private final Map<String, Cut> cuts = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * One cut.
     *
     * @param who {@code peer:bank-b}, {@code client:misp} or {@link #EVERYONE}
     */
    public record Cut(String who, Instant since, Optional<String> reason) {
        private String text() {
            return since + "\n" + reason.orElse("");
        }

        private static Cut parse(String who, String text) {
            String[] lines = text.split("\n", 2);
            try {
                return new Cut(
                        who,
                        Instant.parse(lines[0]),
                        lines.length < 2 || lines[1].isEmpty() ? Optional.empty() : Optional.of(lines[1]));
            } catch (DateTimeParseException unreadable) {
                return new Cut(who, Instant.EPOCH, Optional.of(text)); // while in doubt: cut
            }
        }
    }

    /** Keeps texts over restarts. */
    public interface Keeper {
        Map<String, String> all();

        /** Durable when it returns. */
        void keep(String who, String text);
    }

    public CutOff(Keeper keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
        keeper.all().forEach((who, text) -> {
            if (!text.equals(NOT_CUT)) {
                cuts.put(who, Cut.parse(who, text));
            }
        });
        all().forEach(cut -> LOG.warn(
                "sharing with {} is cut off since {}",
                cut.who().equals(EVERYONE) ? "everyone" : cut.who(),
                cut.since()));
    }

    /** Of nobody, for whoever has no use for it. */
    public static CutOff ofNobody() {
        return new CutOff(
                new Keeper() {
                    @Override
                    public Map<String, String> all() {
                        return Map.of();
                    }

                    @Override
                    public void keep(String who, String text) {
                        throw new UnsupportedOperationException("nothing is kept here");
                    }
                },
                Clock.systemUTC());
    }

    /** Whether sharing with a principal ({@code peer:bank-b}) is cut off, by itself or with everyone. */
    public boolean isCut(String principal) {
        return !cuts.isEmpty() && (cuts.containsKey(EVERYONE) || cuts.containsKey(principal));
    }

    /** The cut that a principal falls under, everyone's first. */
    public Optional<Cut> of(String principal) {
        return Optional.ofNullable(cuts.get(EVERYONE)).or(() -> Optional.ofNullable(cuts.get(principal)));
    }

    public boolean isEveryoneCut() {
        return cuts.containsKey(EVERYONE);
    }

    /** All cuts, by name. */
    public List<Cut> all() {
        return List.copyOf(new TreeMap<>(cuts).values());
    }

    /** Calls {@code listener} after every cut, on the thread that cuts, before that is durable: to end what is under way. */
    public void onCut(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Cuts someone off; one who is cut off already stays so, with the time and reason there were.
     *
     * <p>If it cannot be made durable it holds all the same until the process ends, and the keeper's exception says so.
     */
    public Cut cut(String who, Optional<String> reason) {
        Cut cut = cuts.computeIfAbsent(
                who, name -> new Cut(name, clock.instant().truncatedTo(ChronoUnit.MICROS), reason));
        listeners.forEach(Runnable::run);
        LOG.warn("sharing with {} is cut off", who.equals(EVERYONE) ? "everyone" : who);
        keeper.keep(who, cut.text());
        return cut;
    }

    /** Ends a cut; durable when it returns. Returns whether there was one. */
    public boolean restore(String who) {
        if (!cuts.containsKey(who)) {
            return false;
        }
        keeper.keep(who, NOT_CUT);
        cuts.remove(who);
        LOG.warn("sharing with {} is restored", who.equals(EVERYONE) ? "everyone" : who);
        return true;
    }
}
