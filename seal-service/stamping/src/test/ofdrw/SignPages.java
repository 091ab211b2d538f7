import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.jcajce.provider.digest.SM3;
import org.ofdrw.core.signatures.SigType;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.ExtendSignatureContainer;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.stamppos.NormalStampPos;

/// Seals an OFD with OFDRW's signer many times, for comparing: the seal's value is given, nothing is
/// signed, so that only the work around is measured. `SignPages FILE TARGET VALUE SEAL TIMES`.
final class SignPages {
    /// Gives what was made before.
    private record Made(byte[] value, byte[] seal) implements ExtendSignatureContainer {
        @Override
        public MessageDigest getDigestFnc() {
            return new SM3.Digest();
        }

        @Override
        public ASN1ObjectIdentifier getSignAlgOID() {
            return new ASN1ObjectIdentifier("1.2.156.10197.1.501");
        }

        @Override
        public byte[] sign(InputStream in, String property) throws IOException {
            in.readAllBytes();
            return value;
        }

        @Override
        public byte[] getSeal() {
            return seal;
        }

        @Override
        public SigType getSignType() {
            return SigType.Seal;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Made made =
                new Made(
                        Files.readAllBytes(Path.of(arguments[2])),
                        Files.readAllBytes(Path.of(arguments[3])));
        for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
            long start = System.nanoTime();
            try (OFDReader reader = new OFDReader(Path.of(arguments[0]));
                    OFDSigner signer = new OFDSigner(reader, Path.of(arguments[1]))) {
                signer.setSignContainer(made);
                signer.addApPos(new NormalStampPos(1, 50, 50, 40, 40));
                signer.exeSign();
            }
            System.out.printf("ofdrw %.1f ms%n", (System.nanoTime() - start) / 1e6);
        }
    }
}
