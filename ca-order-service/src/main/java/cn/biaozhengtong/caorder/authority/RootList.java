package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Crl;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The root's revocation list, by which anyone judges the issuing CA. The root is offline: its list
/// comes from the ceremony, and later ones from [ceremony.RootListCommand], as a file in the folder
/// of the authority; it is read anew each time, so that a new one needs no restart.
@Component
public class RootList {
    public static final String FILE = "root.crl";

    private static final Logger LOG = LoggerFactory.getLogger(RootList.class);

    private final Path file;
    private final AuthorityKeys keys;
    private final Clock clock;

    RootList(
            @Value("${bzt.authority.folder}") Path folder,
            AuthorityKeys keys,
            Clock clock,
            MeterRegistry meters) {
        this.file = folder.resolve(FILE);
        this.keys = keys;
        this.clock = clock;
        meters.gauge("bzt.crl.root.left.seconds", this, it -> it.left().toSeconds());
    }

    /// DER; empty when there is none, or it is not the root's.
    public Optional<byte[]> current() {
        return read().map(Crl::encoded);
    }

    /// Until the next one must be there; negative or zero is an alarm.
    private Duration left() {
        return read().flatMap(Crl::nextUpdate)
                .map(it -> Duration.between(clock.instant(), it))
                .orElse(Duration.ZERO);
    }

    private Optional<Crl> read() {
        try {
            Crl list = Crl.parse(Files.readAllBytes(file));
            list.verifySignedBy(keys.root());
            return Optional.of(list);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CryptoException e) {
            LOG.error("{} is no list of the root", FILE);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
