package io.tidings.node.contentpackage;

import io.tidings.node.intake.Intake;
import io.tidings.node.quota.Quotas;
import io.tidings.node.recall.RecallRoad;
import io.tidings.node.release.Release;
import io.tidings.stix.content.ContentBounds;

/**
 * By what content and recalls leave and enter the node, here as on any road.
 *
 * @param quotas how many objects a day a sender may bring
 * @param bounds of what is read of a package's pages
 */
public record Doors(Release release, Intake intake, Quotas quotas, ContentBounds bounds, RecallRoad recalls) {}
