package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.seal.SealArtist;
import cn.biaozhengtong.crypto.seal.SealDesign;
import cn.biaozhengtong.crypto.seal.SealFonts;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.member.Enterprises;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Draws the picture of a seal after the rules for its kind.
@Component
public class DrawSeal {
    private static final Logger LOG = LoggerFactory.getLogger(DrawSeal.class);

    private final SealArtist artist;

    DrawSeal() throws IOException {
        artist = new SealArtist(SealFonts.installed());
    }

    /// Empty for the signature, which nobody draws for the legal person, and where a character
    /// cannot be drawn: a picture is uploaded then.
    public Optional<SealPicture> draw(SealKind kind, Enterprises.Facts facts, SealWords words) {
        try {
            return design(kind, facts, words).map(it -> artist.draw(it).picture());
        } catch (CryptoException e) {
            LOG.info("a {} cannot be drawn: {}", kind, e.reason());
            return Optional.empty();
        }
    }

    private static Optional<SealDesign> design(
            SealKind kind, Enterprises.Facts facts, SealWords words) {
        return switch (kind) {
            case legal_person_signature -> Optional.empty();
            case legal_person_seal -> Optional.of(SealDesign.legalPerson(facts.legalPerson()));
            // A code below the name is given by the police; ours has none.
            case enterprise_seal -> Optional.of(SealDesign.enterprise(facts.name(), ""));
            case contract_seal, finance_seal, bidding_seal, other_seal ->
                    Optional.of(SealDesign.special(facts.name(), words.purpose(), ""));
            case invoice_seal -> Optional.of(SealDesign.invoice(facts.name(), facts.uscc(), 0));
        };
    }
}
