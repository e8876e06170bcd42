package io.tidings.benchmark.stix;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.view.AttackPattern;
import io.tidings.stix.view.Campaign;
import io.tidings.stix.view.CourseOfAction;
import io.tidings.stix.view.ExternalReference;
import io.tidings.stix.view.Identity;
import io.tidings.stix.view.IntrusionSet;
import io.tidings.stix.view.KillChainPhase;
import io.tidings.stix.view.Malware;
import io.tidings.stix.view.MarkingDefinition;
import io.tidings.stix.view.ObjectView;
import io.tidings.stix.view.Relationship;
import io.tidings.stix.view.Tool;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads all that an object says, through the typed view of its type: the types of ATT&CK, all others as JSON only. */
final class EveryProperty {
    private EveryProperty() {}

    /** How much was read; a number that keeps the compiler from leaving it out. */
    static long read(StixObject object) {
        return switch (object.type()) {
            case "attack-pattern" -> attackPattern(AttackPattern.of(object));
            case "campaign" -> campaign(Campaign.of(object));
            case "course-of-action" -> courseOfAction(CourseOfAction.of(object));
            case "identity" -> identity(Identity.of(object));
            case "intrusion-set" -> intrusionSet(IntrusionSet.of(object));
            case "malware" -> malware(Malware.of(object));
            case "marking-definition" -> markingDefinition(MarkingDefinition.of(object));
            case "relationship" -> relationship(Relationship.of(object));
            case "tool" -> tool(Tool.of(object));
            default -> common(ObjectView.of(object));
        };
    }

    private static long attackPattern(AttackPattern view) {
        return common(view) + size(view.name(), view.description(), view.aliases()) + phases(view.killChainPhases());
    }

    private static long campaign(Campaign view) {
        return common(view)
                + size(
                        view.name(),
                        view.description(),
                        view.aliases(),
                        view.firstSeen(),
                        view.lastSeen(),
                        view.objective());
    }

    private static long courseOfAction(CourseOfAction view) {
        return common(view) + size(view.name(), view.description());
    }

    private static long identity(Identity view) {
        return common(view)
                + size(
                        view.name(),
                        view.description(),
                        view.roles(),
                        view.identityClass(),
                        view.sectors(),
                        view.contactInformation());
    }

    private static long intrusionSet(IntrusionSet view) {
        return common(view)
                + size(view.name(), view.description(), view.aliases(), view.firstSeen(), view.lastSeen())
                + size(view.goals(), view.resourceLevel(), view.primaryMotivation(), view.secondaryMotivations());
    }

    private static long malware(Malware view) {
        return common(view)
                + size(view.name(), view.description(), view.malwareTypes(), view.isFamily(), view.aliases())
                + size(view.firstSeen(), view.lastSeen(), view.operatingSystemRefs(), view.architectureExecutionEnvs())
                + size(view.implementationLanguages(), view.capabilities(), view.sampleRefs())
                + phases(view.killChainPhases());
    }

    private static long markingDefinition(MarkingDefinition view) {
        return common(view) + size(view.name(), view.definitionType(), view.definition());
    }

    private static long relationship(Relationship view) {
        return common(view)
                + size(view.relationshipType(), view.description(), view.sourceRef(), view.targetRef())
                + size(view.startTime(), view.stopTime());
    }

    private static long tool(Tool view) {
        return common(view)
                + size(view.name(), view.description(), view.toolTypes(), view.aliases(), view.toolVersion())
                + phases(view.killChainPhases());
    }

    private static long common(ObjectView view) {
        long read = size(view.id(), view.created(), view.modified(), view.createdByRef(), view.revoked())
                + size(view.labels(), view.confidence(), view.lang(), view.objectMarkingRefs())
                + size(view.granularMarkings());
        for (ExternalReference reference : view.externalReferences()) {
            read += size(reference.sourceName(), reference.description(), reference.url(), reference.externalId());
            read += reference.hashes().size();
        }
        return read + all(view);
    }

    private static long phases(List<KillChainPhase> phases) {
        long read = 0;
        for (KillChainPhase phase : phases) {
            read += size(phase.killChainName(), phase.phaseName());
        }
        return read;
    }

    /** Each property by its name, custom ones too, as the other side does it. */
    private static long all(ObjectView view) {
        long read = 0;
        for (String name : view.json().members().keySet()) {
            read += size(view.property(name));
        }
        return read;
    }

    private static long size(Object... values) {
        long size = 0;
        for (Object value : values) {
            if (value instanceof Optional<?> optional) {
                size += optional.isPresent() ? 1 : 0;
            } else {
                size += value instanceof Collection<?> list ? list.size() : 1;
            }
        }
        return size;
    }
}
