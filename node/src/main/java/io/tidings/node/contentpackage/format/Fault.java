package io.tidings.node.contentpackage.format;

import java.util.Locale;

/** What can be wrong with a package, and what to do about it. */
public enum Fault {
    /** Not a regular file of this form at all, or changed where a ZIP has its own bytes. */
    STRUCTURE("do not use it; ask the sender for the package again"),
    /** It ends too early. */
    TRUNCATED("copy it again, whole; if it ends at the same place there too, ask the sender for it again"),
    /** A member that does not belong into a package, or not at that place. */
    MEMBERS("do not use it; ask the sender for the package again"),
    /** A member is not what was signed. */
    SUM("do not use it; ask the sender for the package again"),
    /** The manifest cannot be used. */
    MANIFEST("use a program that knows this version of the format, or ask the sender what made the package"),
    /** There is no signature, or it does not hold, or there is more than one signer. */
    SIGNATURE("do not use it: somebody changed the package, or it is another's signature; tell the sender"),
    /** Signed by a means that is not allowed. */
    ALGORITHM("ask the sender to sign by ECDSA P-256, which everything verifies"),
    /** The time stamp does not hold. */
    TIME_STAMP("do not use it; ask the sender for the package again, without a time stamp if need be"),
    /** Nobody known here signed it. */
    UNKNOWN_SIGNER(
            "compare the signer's fingerprint with the sender by voice; if it is right, add it to the agreement"),
    /** The signer's certificate is not valid (any more, or yet). */
    SIGNER_EXPIRED("ask the sender to renew its certificate and to sign again"),
    /** The signer's certificate was revoked. */
    SIGNER_REVOKED("do not use it; ask the sender which key it signs with now"),
    /** The signer's certificate is for other purposes. */
    SIGNER_PURPOSE("ask the sender to sign with the certificate that its agreement names"),
    /** The agreement with the signer does not hold today, or is cut off. */
    OUTSIDE_AGREEMENT("renew the agreement with the sender first"),
    /** The certificate and the manifest name different issuers. */
    ISSUER("do not use it; ask the sender what happened"),
    /** It is for somebody else. */
    RECIPIENT("pass it on to whom it is for, or ask the sender for one that names this node's certificate"),
    /** It may be used no longer: the newest may have been withheld. */
    EXPIRED("ask the sender for a newer package"),
    /** It says that it was made later than now. */
    FROM_THE_FUTURE("see whether this machine's clock is right, and the sender's"),
    /** One or several before it are missing. */
    GAP("import what is missing first, or ask the sender for a full package"),
    /** The number of objects that its sender may bring in a day is used up, or it follows one that waits for that. */
    QUOTA("one in an inbox is taken by itself then, and one elsewhere is to be imported again"),
    /** A newer one was taken before. */
    OLD("nothing is to be done if it came late; if the sender says it is new, ask for a full package"),
    /** The sender, or somebody with its key, made two packages for one place. */
    FORK("ask the sender what happened, then for a full package"),
    /** It cannot be taken under the agreement with its sender. */
    NOT_AGREED("name the collection with --into, or see what the agreement lets this sender write"),
    /** It is none that the command can use. */
    KIND("use the command for this kind: tidings package import, or tidings update"),
    /** It is encrypted and nothing here opens it. */
    ENCRYPTED("name the private key that opens it with --key"),
    /** It cannot be decrypted; why is not told, since the answer could serve whoever changed it. */
    NOT_OPENED("name the private key it was encrypted to with --key; if that was done, ask the sender for it again");

    private final String remedy;

    Fault(String remedy) {
        this.remedy = remedy;
    }

    /** As programs see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String remedy() {
        return remedy;
    }
}
