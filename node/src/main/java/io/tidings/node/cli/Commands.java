package io.tidings.node.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Which commands there are. */
final class Commands {
    private Commands() {}

    /**
     * The command line with the commands that {@code arguments} name, or with all of them if none is named: looking at
     * every command would take longer than most commands do.
     */
    static CommandLine named(Globals globals, Session session, String... arguments) {
        Map<String, Supplier<Object>> commands = all(session);
        CommandLine tidings = new CommandLine(new Tidings(globals));
        Set<String> named = new LinkedHashSet<>(Arrays.asList(arguments));
        named.retainAll(commands.keySet());
        boolean needsAll = named.isEmpty() || named.contains("help");
        commands.forEach((name, command) -> {
            if (needsAll || named.contains(name)) {
                tidings.addSubcommand(name, command.get());
            }
        });
        return tidings;
    }

    private static Map<String, Supplier<Object>> all(Session session) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("init", () -> new Init(session));
        commands.put("serve", () -> new Serve(session));
        commands.put("demo", () -> new RunDemo(session));
        commands.put("status", () -> new Status(session));
        commands.put("card", () -> new Card(session));
        commands.put(
                "certificate",
                () -> new CommandLine(new CertificateGroup())
                        .addSubcommand(new CertificateShow(session))
                        .addSubcommand(new CertificateRenew(session))
                        .addSubcommand(new CertificateSwitch(session))
                        .addSubcommand(new CertificateDrop(session)));
        commands.put(
                "peer",
                () -> new CommandLine(new PeerGroup())
                        .addSubcommand(new PeerAdd(session))
                        .addSubcommand(new PeerList(session))
                        .addSubcommand(new PeerRenew(session))
                        .addSubcommand(new PeerRemove(session))
                        .addSubcommand(new PeerLeave(session)));
        commands.put(
                "client",
                () -> new CommandLine(new ClientGroup())
                        .addSubcommand(new ClientAdd(session))
                        .addSubcommand(new ClientList(session))
                        .addSubcommand(new ClientRemove(session)));
        commands.put(
                "collection",
                () -> new CommandLine(new CollectionGroup())
                        .addSubcommand(new CollectionAdd(session))
                        .addSubcommand(new CollectionList(session)));
        commands.put(
                "package",
                () -> new CommandLine(new PackageGroup())
                        .addSubcommand(new PackageCreate(session))
                        .addSubcommand(new PackageVerify(session))
                        .addSubcommand(new PackageInspect(session))
                        .addSubcommand(new PackageImport(session))
                        .addSubcommand(new PackageExtract(session))
                        .addSubcommand(new PackageStamp(session))
                        .addSubcommand(new PackageAbandon(session))
                        .addSubcommand(new PackageList(session)));
        commands.put(
                "update",
                () -> new CommandLine(new UpdateGroup())
                        .addSubcommand(new UpdateVerify(session))
                        .addSubcommand(new UpdateLay(session))
                        .addSubcommand(new UpdateCreate(session)));
        commands.put("publish", () -> new Publish(session));
        commands.put("follow", () -> new FollowPeers(session));
        commands.put("get", () -> new Get(session));
        commands.put("trace", () -> new Trace(session));
        commands.put("who-got", () -> new WhoGot(session));
        commands.put("given", () -> new Given(session));
        commands.put(
                "agreement",
                () -> new CommandLine(new AgreementGroup())
                        .addSubcommand(new AgreementList(session))
                        .addSubcommand(new AgreementExport(session))
                        .addSubcommand(new AgreementSign(session))
                        .addSubcommand(new AgreementVerify(session))
                        .addSubcommand(new AgreementAccept(session)));
        commands.put(
                "recall",
                () -> new CommandLine(new RecallIssue(session))
                        .addSubcommand(new RecallShow(session))
                        .addSubcommand(new RecallApply(session))
                        .addSubcommand(new RecallForget(session)));
        commands.put("cut", () -> new Cut(session));
        commands.put("restore-sharing", () -> new RestoreSharing(session));
        commands.put(
                "audit",
                () -> new CommandLine(new AuditGroup())
                        .addSubcommand(new AuditVerify(session))
                        .addSubcommand(new AuditExport(session))
                        .addSubcommand(new AuditShow(session)));
        commands.put("preview", () -> new Preview(session));
        commands.put(
                "quarantine",
                () -> new CommandLine(new QuarantineGroup())
                        .addSubcommand(new QuarantineList(session))
                        .addSubcommand(new QuarantineShow(session))
                        .addSubcommand(new QuarantineRelease(session))
                        .addSubcommand(new QuarantineDrop(session)));
        commands.put(
                "sensitive", () -> new CommandLine(new SensitiveGroup()).addSubcommand(new SensitiveScan(session)));
        commands.put("why", () -> new Why(session));
        commands.put("findings", () -> new FindingsList(session));
        commands.put("validate", () -> new Validate(session));
        commands.put("convert", () -> new Convert(session));
        commands.put(
                "pattern",
                () -> new CommandLine(new PatternGroup())
                        .addSubcommand(new PatternCheck(session))
                        .addSubcommand(new PatternMatch(session))
                        .addSubcommand(new PatternExplain(session)));
        commands.put(
                "config",
                () -> new CommandLine(new ConfigGroup())
                        .addSubcommand(new ConfigCheck(session))
                        .addSubcommand(new ConfigShow(session)));
        commands.put(
                "origin",
                () -> new CommandLine(new OriginGroup())
                        .addSubcommand(new OriginList(session))
                        .addSubcommand(new OriginDestroy(session)));
        commands.put(
                "key",
                () -> new CommandLine(new KeyGroup())
                        .addSubcommand(new KeyEncryptStored(session))
                        .addSubcommand(new KeyRotateStorage(session)));
        commands.put(
                "provenance",
                () -> new CommandLine(new ProvenanceGroup()).addSubcommand(new ProvenanceExportTo(session)));
        commands.put(
                "signing-key",
                () -> new CommandLine(new SigningKeyGroup())
                        .addSubcommand(new SigningKeyList(session))
                        .addSubcommand(new SigningKeyRotate(session))
                        .addSubcommand(new SigningKeyRevoke(session)));
        commands.put(
                "signer",
                () -> new CommandLine(new SignerGroup())
                        .addSubcommand(new SignerAdd(session))
                        .addSubcommand(new SignerList(session))
                        .addSubcommand(new SignerRemove(session)));
        commands.put("backup", () -> new CommandLine(new BackUp(session)).addSubcommand(new BackUpVerify(session)));
        commands.put("restore", () -> new RestoreHome(session));
        commands.put("doctor", () -> new RunDoctor(session));
        commands.put("stop", () -> new StopNode(session));
        commands.put("help", CommandLine.HelpCommand::new);
        return commands;
    }

    /** The program itself; without a command it explains itself. */
    @Command(
            name = "tidings",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shares cyber threat intelligence with peers: STIX 2.1 over TAXII 2.1.",
            synopsisSubcommandLabel = "COMMAND",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:done",
                "1:failed",
                "2:the command or a configuration file is wrong; nothing was done",
                "3:not found",
                "4:refused, or in conflict with what is there",
                "5:a node, a peer or a network is not available now"
            })
    static final class Tidings {
        @CommandLine.Mixin
        final Globals globals;

        Tidings(Globals globals) {
            this.globals = globals;
        }
    }

    /** By what this node is known. */
    @Command(name = "certificate", description = "This node's certificate, and the one that is to follow it.")
    static final class CertificateGroup {}

    /** Other organisations' nodes. */
    @Command(name = "peer", description = "Agreements with other organisations' nodes.")
    static final class PeerGroup {}

    /** Programs of our own. */
    @Command(name = "client", description = "Programs that read or write here without being a peer, such as a TIP.")
    static final class ClientGroup {}

    /** Collections. */
    @Command(name = "collection", description = "Collections of this node.")
    static final class CollectionGroup {}

    /** Content packages. */
    @Command(name = "package", description = "Signed files that carry content where no network goes.")
    static final class PackageGroup {}

    /** Updates. */
    @Command(name = "update", description = "Signed packages with files of a program or of data that goes with it.")
    static final class UpdateGroup {}

    /** Those whose content is here. */
    @Command(name = "origin", description = "Those who gave content, and the end of what they gave.")
    static final class OriginGroup {}

    /** What proves the way of content. */
    @Command(name = "provenance", description = "What proves where content came from.")
    static final class ProvenanceGroup {}

    /** Keys that seal. */
    @Command(name = "signing-key", description = "The keys with which this node seals what it takes in.")
    static final class SigningKeyGroup {}

    /** Whose seals count. */
    @Command(name = "signer", description = "Organisations whose seals are trusted, peers or not.")
    static final class SignerGroup {}

    /** What was agreed, as both sides sign it. */
    @Command(
            name = "agreement",
            description = "Agreements with peers as contracts: export, sign, verify, accept, list.")
    static final class AgreementGroup {}

    /** What was done, by whom. */
    @Command(name = "audit", description = "The audit log: prove it, export it, look at it.")
    static final class AuditGroup {}

    /** Keys. */
    @Command(name = "key", description = "Keys of this node.")
    static final class KeyGroup {}

    /** Objects held aside. */
    @Command(
            name = "quarantine",
            description = "Objects that break STIX rules or hold sensitive data, kept aside until you decide.")
    static final class QuarantineGroup {}

    /** Sensitive data. */
    @Command(
            name = "sensitive",
            description = "Sensitive data in what is held; what was held aside for it is in 'tidings quarantine'.")
    static final class SensitiveGroup {}

    /** STIX patterns. */
    @Command(name = "pattern", description = "STIX patterns: check them, match them, have them explained.")
    static final class PatternGroup {}

    /** Configuration. */
    @Command(name = "config", description = "The configuration and the agreements.")
    static final class ConfigGroup {}

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {CommandLineApp.version()};
        }
    }
}
