package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.CryptoException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands together, their exit codes and their one-sentence errors.
@Command(
        name = "crypto-core-cli",
        mixinStandardHelpOptions = true,
        version = "crypto-core 0.1",
        description = "SM certificates, bid envelopes, signatures, seals and evidence.",
        subcommands = {
            KeygenCommand.class,
            CsrCommand.class,
            CertCommand.class,
            EncryptCommand.class,
            DecryptCommand.class,
            InspectCommand.class,
            SignCommand.class,
            VerifyCommand.class,
            SealCommand.class,
            EvidenceCommand.class
        })
public final class CryptoCommand {
    private static final int REFUSED = 1;
    private static final int FILE = 3;

    private CryptoCommand() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine line = new CommandLine(new CryptoCommand());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println(sentence(e));
            return e instanceof CryptoException ? REFUSED : FILE;
        });
        return line.execute(args);
    }

    private static String sentence(Exception e) {
        if (e instanceof CryptoException crypto) {
            return switch (crypto.reason()) {
                case malformed, not_on_curve, out_of_range ->
                        "This is not what was expected here, or it is damaged.";
                case bad_signature, bad_proof -> "The signature does not verify.";
                case bad_ciphertext, bad_commitment ->
                        "It does not open: the key is another's, or a bit was changed.";
                case untrusted -> "The certificate does not lead to the given root.";
                case not_valid_now -> "A certificate is not valid at that time.";
                case status_unknown ->
                        "Nothing that is current says whether a certificate is revoked.";
                case revoked -> "A certificate is revoked.";
                case wrong_purpose -> "The certificate is not for this purpose.";
                case lint -> "The certificate breaks a rule; see: cert lint.";
                case internal -> "An operation inside failed; nothing was written.";
            };
        }
        if (e instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        if (e instanceof IOException) {
            return "A file could not be read or written: " + e.getMessage();
        }
        return String.valueOf(e.getMessage());
    }
}
