package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Framed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a platform asks a user for: typed parts that the phone renders as a card. Parts that a kind
/// has no use for are refused: what nobody shows must not stand beside a signature.
///
/// @param kind `bind`, `login`, `authenticate`, `sign`, `seal`, `encrypt` or `decrypt`
/// @param purpose for people, at most 60 characters
/// @param rpAccount the platform's own account, or empty
/// @param enterpriseName as the platform has it, or empty
/// @param uscc as the platform has it, or empty
/// @param tool `authenticate`: the tool that asks; `sign`, `seal`: the signing node (签章节点)
/// @param items `sign`: what is signed, in order
/// @param tender `encrypt`, `decrypt`: which tender
/// @param bids `encrypt`: the encrypted files
/// @param envelopes `decrypt`: the wrapped keys
/// @param documents `seal`: what is sealed, in order
public record SessionContent(
        String kind,
        String purpose,
        String rpAccount,
        String enterpriseName,
        String uscc,
        String tool,
        List<Item> items,
        @Nullable Tendering tender,
        List<SealedBid> bids,
        List<WrappedEnvelope> envelopes,
        List<DocumentToSeal> documents) {
    private static final String TAG = "bzt/content/v2";

    /// @throws CryptoException for an unknown kind, or a part that the kind has no use for
    public SessionContent {
        items = List.copyOf(items);
        bids = List.copyOf(bids);
        envelopes = List.copyOf(envelopes);
        // Sessions that were stored before there were documents have none.
        documents = documents == null ? List.of() : List.copyOf(documents);
        boolean fits =
                switch (kind) {
                    case "bind", "login" -> tool.isEmpty();
                    case "authenticate", "sign", "seal" -> true;
                    case "encrypt", "decrypt" -> tool.isEmpty();
                    default -> false;
                };
        boolean only =
                (items.isEmpty() || kind.equals("sign"))
                        && (bids.isEmpty() || kind.equals("encrypt"))
                        && (envelopes.isEmpty() || kind.equals("decrypt"))
                        && (documents.isEmpty() || kind.equals("seal"))
                        && (tender == null || kind.equals("encrypt") || kind.equals("decrypt"));
        if (!fits || !only) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Of any kind but `seal`.
    public SessionContent(
            String kind,
            String purpose,
            String rpAccount,
            String enterpriseName,
            String uscc,
            String tool,
            List<Item> items,
            @Nullable Tendering tender,
            List<SealedBid> bids,
            List<WrappedEnvelope> envelopes) {
        this(
                kind,
                purpose,
                rpAccount,
                enterpriseName,
                uscc,
                tool,
                items,
                tender,
                bids,
                envelopes,
                List.of());
    }

    /// Whether it has what its kind cannot be without: a list of at least one.
    ///
    /// Not asked by the constructor, so that a platform that forgot a part can be told which.
    public boolean isComplete() {
        return switch (kind) {
            case "sign" -> !items.isEmpty();
            case "seal" -> !documents.isEmpty();
            case "encrypt" -> !bids.isEmpty() && tender != null;
            case "decrypt" -> !envelopes.isEmpty() && tender != null;
            default -> true;
        };
    }

    /// @param digest `SM3` of the document, 64 hexadecimal characters
    public record Item(String title, String digest) {}

    /// @param opensAt opening time (开标时间), ISO-8601 in UTC
    /// @param hall where it opens (开标大厅), or empty
    public record Tendering(String tender, String lot, String title, String opensAt, String hall) {}

    /// One encrypted file of a bid (`bzt/manifest/v1` of the envelope package).
    ///
    /// @param size of the envelope in bytes
    /// @param envelopeHash `SM3` of the envelope
    /// @param fileHash `SM3` of salt and file
    /// @param serial of the bidder's encryption certificate
    /// @param keyHash `SM3` of the key that was wrapped for it
    public record SealedBid(
            String name,
            long size,
            String envelopeHash,
            String fileHash,
            String serial,
            String keyHash) {}

    /// One wrapped key to open.
    ///
    /// @param serial of the encryption certificate that it was wrapped for
    /// @param wrapped whole GM/T 0009 ciphertext in Base64
    public record WrappedEnvelope(String name, String serial, String wrapped) {
        public byte[] ciphertext() {
            return Base64.getDecoder().decode(wrapped);
        }

        /// `SM3` of the whole wrapped key, 64 hexadecimal characters.
        public String keyHash() {
            return Sm3.hex(ciphertext());
        }
    }

    /// A content without any of the kinds' own parts.
    public static SessionContent of(
            String kind, String purpose, String rpAccount, String enterpriseName, String uscc) {
        return new SessionContent(
                kind,
                purpose,
                rpAccount,
                enterpriseName,
                uscc,
                "",
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /// `SM3` over the tag `bzt/content/v2` and every part, each framed, whatever the kind: the
    /// plain fields in their order, then how many there are of `tender`, `items`, `bids`,
    /// `envelopes` and, of the kind `seal` alone, `documents`, and the fields of each. 64
    /// hexadecimal characters.
    public String hash() {
        List<String> fields = new ArrayList<>();
        fields.addAll(List.of(kind, purpose, rpAccount, enterpriseName, uscc, tool));
        fields.add(tender == null ? "0" : "1");
        fields.addAll(fields(tender));
        fields.add(Integer.toString(items.size()));
        items.forEach(it -> fields.addAll(List.of(it.title(), it.digest())));
        fields.add(Integer.toString(bids.size()));
        bids.forEach(it -> fields.addAll(fields(it)));
        fields.add(Integer.toString(envelopes.size()));
        envelopes.forEach(it -> fields.addAll(List.of(it.name(), it.serial(), it.keyHash())));
        if (kind.equals("seal")) {
            fields.add(Integer.toString(documents.size()));
            documents.forEach(it -> fields.addAll(it.fields()));
        }
        return Sm3.hex(Framed.of(TAG, fields));
    }

    private static List<String> fields(@Nullable Tendering it) {
        return it == null
                ? List.of()
                : List.of(it.tender(), it.lot(), it.title(), it.opensAt(), it.hall());
    }

    private static List<String> fields(SealedBid it) {
        return List.of(
                it.name(),
                Long.toString(it.size()),
                it.envelopeHash(),
                it.fileHash(),
                it.serial(),
                it.keyHash());
    }
}
