package io.tidings.node.cli;

import io.tidings.node.intake.DiskFullException;
import io.tidings.node.operations.OperationException;
import io.tidings.node.store.DamagedContentException;
import io.tidings.node.store.DamagedStoreException;
import io.tidings.node.store.KeyUnavailableException;
import io.tidings.node.store.MissingStoreException;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line why a command failed, and with which exit code it ends. */
final class Failures {
    private final Terminal terminal;
    private final Globals globals;

    Failures(Terminal terminal, Globals globals) {
        this.terminal = terminal;
        this.globals = globals;
    }

    /** The command line could not be understood. */
    int usage(ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        terminal.error(String.valueOf(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        terminal.note("see: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.MISTAKE.number();
    }

    /** The command was understood and failed. */
    int execution(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof MistakesException mistakes) {
            mistakes.mistakes().forEach(mistake -> terminal.error(mistake.toString()));
        } else {
            terminal.error(message(e));
        }
        if (globals.debug()) {
            e.printStackTrace(terminal.err());
        }
        return exitCode(e).number();
    }

    private static ExitCode exitCode(Exception e) {
        if (e instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (e instanceof OperationException operation) {
            return switch (operation.kind()) {
                case NOT_FOUND -> ExitCode.NOT_FOUND;
                case INVALID -> ExitCode.MISTAKE;
                case CONFLICT -> ExitCode.REFUSED;
                case UNAVAILABLE -> ExitCode.UNAVAILABLE;
            };
        }
        if (e instanceof DamagedStoreException || e instanceof MissingStoreException) {
            return ExitCode.FAILED;
        }
        if (e instanceof StoreUnavailableException
                || e instanceof StoreBusyException
                || e instanceof DiskFullException) {
            return ExitCode.UNAVAILABLE;
        }
        if (e instanceof MistakesException) {
            return ExitCode.MISTAKE;
        }
        if (e instanceof MalformedContentException || e instanceof FileAlreadyExistsException) {
            return ExitCode.REFUSED;
        }
        return e instanceof NoSuchFileException ? ExitCode.NOT_FOUND : ExitCode.FAILED;
    }

    private static String message(Exception e) {
        if (e instanceof CommandFailure
                || e instanceof OperationException
                || e instanceof StoreUnavailableException
                || e instanceof StoreBusyException
                || e instanceof DiskFullException
                || e instanceof KeyUnavailableException
                || e instanceof DamagedContentException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof MalformedContentException content) {
            String place = content.position() < 0 ? "" : "at byte " + content.position() + ": ";
            return "content: " + place + content.getMessage() + "; nothing was stored";
        }
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        if (e instanceof IOException) {
            return e.getMessage() == null ? e.toString() : String.valueOf(e.getMessage());
        }
        return "this should not have happened (" + e + "); run it again with --debug and report what it prints";
    }

    private static String reason(FileSystemException e) {
        if (e.getReason() != null) {
            return e.getReason();
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileAlreadyExistsException ? "is there already" : "cannot be used (" + e + ")";
    }
}
