package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a platform asks a user for: typed parts that the phone renders as a card. Parts that a kind
/// has no use for are empty.
///
/// @param kind `bind`, `login`, `authenticate`, `sign`, `encrypt` or `decrypt`
/// @param purpose for people, at most 60 characters
/// @param rpAccount the platform's own account, or empty
/// @param enterpriseName as the platform has it, or empty
/// @param uscc as the platform has it, or empty
/// @param tool `authenticate`: the tool that asks; `sign`: the signing node (签章节点)
/// @param items `sign`: what is signed, in order
/// @param tender `encrypt`, `decrypt`: which tender
/// @param bids `encrypt`: the encrypted files
/// @param envelopes `decrypt`: the wrapped keys
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
        List<WrappedEnvelope> envelopes) {
    public SessionContent {
        items = List.copyOf(items);
        bids = List.copyOf(bids);
        envelopes = List.copyOf(envelopes);
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

    /// `SM3` over every part that is shown, each framed, and how many there are of each list: 64
    /// hexadecimal characters. Kinds have formats of their own, so no content of one is one of
    /// another.
    public String hash() {
        List<String> fields = new ArrayList<>();
        fields.addAll(List.of(kind, purpose, rpAccount, enterpriseName, uscc));
        switch (kind) {
            case "authenticate" -> fields.add(tool);
            case "sign" -> {
                fields.add(tool);
                fields.add(Integer.toString(items.size()));
                items.forEach(it -> fields.addAll(List.of(it.title(), it.digest())));
            }
            case "encrypt" -> {
                fields.addAll(fields(tender));
                fields.add(Integer.toString(bids.size()));
                bids.forEach(it -> fields.addAll(fields(it)));
            }
            case "decrypt" -> {
                fields.addAll(fields(tender));
                fields.add(Integer.toString(envelopes.size()));
                envelopes.forEach(
                        it -> fields.addAll(List.of(it.name(), it.serial(), it.keyHash())));
            }
            default -> {
                // Nothing of its own.
            }
        }
        return SignedContext.hashOf(fields);
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
