package io.tidings.node.doctor;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words: of many errors of the file system the message is the path alone. */
final class Reasons {
    private Reasons() {}

    static String of(Exception unreadable) {
        if (unreadable instanceof NoSuchFileException missing) {
            return missing.getFile() + " is missing";
        }
        if (unreadable instanceof AccessDeniedException closed) {
            return closed.getFile() + " cannot be read by this user";
        }
        return unreadable instanceof FileSystemException
                ? unreadable.toString()
                : String.valueOf(unreadable.getMessage());
    }
}
