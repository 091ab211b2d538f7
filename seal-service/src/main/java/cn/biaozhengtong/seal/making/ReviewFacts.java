package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.member.Enterprises;
import cn.biaozhengtong.seal.picture.DrawSeal;
import cn.biaozhengtong.seal.picture.SealPictures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// How things are with a seal, asked of those who know.
@Component
class ReviewFacts {
    private final Enterprises enterprises;
    private final SealSigners signers;
    private final SealVersions versions;
    private final SealPictures pictures;
    private final DrawSeal draw;

    ReviewFacts(
            Enterprises enterprises,
            SealSigners signers,
            SealVersions versions,
            SealPictures pictures,
            DrawSeal draw) {
        this.enterprises = enterprises;
        this.signers = signers;
        this.versions = versions;
        this.pictures = pictures;
        this.draw = draw;
    }

    /// @param signers who may use it now, of those who might before; of a draft, of all
    /// @param made the version that counts, once there is one
    record Found(
            Enterprises.Facts facts,
            SealWords words,
            List<SerialNumber> signers,
            Optional<SealVersions.Made> made) {
        /// Of what its next version will say.
        boolean isTrue(Seal seal) {
            return seal.name().equals(words.name());
        }

        /// Of what is in force: with new words nothing goes on before they are ordered.
        boolean holds() {
            return made.filter(it -> it.name().equals(words.name())).isPresent();
        }

        List<SerialNumber> listed() {
            return ReviewFacts.listed(made);
        }
    }

    private static List<SerialNumber> listed(Optional<SealVersions.Made> made) {
        return made.map(SealVersions.Made::signers).orElse(List.of());
    }

    Found of(Seal seal) {
        Enterprises.Facts facts = enterprises.facts(seal.owner().enterpriseId());
        Optional<SealVersions.Made> made = seal.esId().flatMap(versions::find);
        List<SerialNumber> listed = listed(made);
        return new Found(
                facts,
                SealWords.of(seal.kind(), facts.name(), facts.legalPerson(), seal.purpose()),
                sameOrder(listed, signers.among(seal, listed)),
                made);
    }

    /// The list as it stands, without who left, then who came.
    private static List<SerialNumber> sameOrder(List<SerialNumber> listed, List<SerialNumber> now) {
        Set<SerialNumber> all = new HashSet<>(now);
        List<SerialNumber> out = new ArrayList<>();
        listed.stream().filter(all::contains).forEach(out::add);
        now.stream().filter(it -> !listed.contains(it)).forEach(out::add);
        return out;
    }

    Optional<SealPicture> draw(Seal seal, Found found) {
        return draw.draw(seal.kind(), found.facts(), found.words());
    }

    String kept(SealPicture it) {
        return pictures.keep(it);
    }
}
