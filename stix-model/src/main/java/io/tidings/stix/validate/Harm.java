package io.tidings.stix.validate;

/** What a finding means for those who read the object; from the mildest up. */
public enum Harm {
    /** None, or of form only: any reader copes. */
    FORM,
    /** A reader that expects what the text promises fails, or understands something else. */
    READING,
    /** It cannot be told which object this is, or where its content ends. */
    IDENTITY
}
