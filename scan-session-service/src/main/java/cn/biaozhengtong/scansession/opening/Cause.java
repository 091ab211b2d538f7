package cn.biaozhengtong.scansession.opening;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.scansession.session.SessionResult.Fault;

/// Everything that may stand between a bidder and his opened bid, and whose it is (R46): by
/// 《电子招标投标办法》 article 31 the consequences differ. `src/contract/faults.md` is made from it.
///
/// The names are those of errors, troubles and key reasons as platforms and phones get them. What
/// is not in the table is [#unattributed] and ours: nobody is blamed for what we do not know.
public enum Cause {
    // What the bidder did, or has not done.
    timeout(Fault.bidder),
    user_refused(Fault.bidder),
    not_me(Fault.bidder),
    code_wrong(Fault.bidder),
    wrong_pin(Fault.bidder),
    pin_locked(Fault.bidder),
    pin_blocked(Fault.bidder),
    certificate_missing(Fault.bidder),
    certificate_unknown(Fault.bidder),
    other_certificate(Fault.bidder),
    other_device(Fault.bidder),
    already_scanned(Fault.bidder),
    session_expired(Fault.bidder),
    enterprise_mismatch(Fault.bidder),
    not_bound(Fault.bidder),
    no_permission(Fault.bidder),
    certificate_not_permitted(Fault.bidder),
    persons_not_admitted(Fault.bidder),
    not_delegated(Fault.bidder),
    key_unusable(Fault.bidder),
    key_missing(Fault.bidder),
    revoked(Fault.bidder),
    frozen(Fault.bidder),
    verify_anew(Fault.bidder),
    no_member(Fault.bidder),
    not_issued(Fault.bidder),
    unverified(Fault.bidder),
    account_frozen(Fault.bidder),
    enterprise_frozen(Fault.bidder),
    seal_missing(Fault.bidder),
    seal_stopped(Fault.bidder),
    seal_not_filed(Fault.bidder),
    seal_remade(Fault.bidder),
    certificate_not_listed(Fault.bidder),

    // What the platform asked for wrongly, or took back.
    cancelled(Fault.platform),
    session_unknown(Fault.platform),
    kind_unsupported(Fault.platform),
    parts_foreign(Fault.platform),
    bind_incomplete(Fault.platform),
    tool_missing(Fault.platform),
    items_missing(Fault.platform),
    documents_missing(Fault.platform),
    document_unknown(Fault.platform),
    document_differs(Fault.platform),
    document_state(Fault.platform),
    document_deleted(Fault.platform),
    document_changed(Fault.platform),
    document_refused(Fault.platform),
    document_unsafe(Fault.platform),
    tool_silent(Fault.platform),
    page_unknown(Fault.platform),
    too_many_items(Fault.platform),
    tender_missing(Fault.platform),
    bids_missing(Fault.platform),
    opened_already(Fault.platform),
    envelopes_missing(Fault.platform),
    envelope_invalid(Fault.platform),
    party_certificate_missing(Fault.platform),
    not_open_yet(Fault.platform),
    opening_unknown(Fault.platform),
    return_refused(Fault.platform),
    view_refused(Fault.platform),
    platform_unknown(Fault.platform),

    // Ours.
    unavailable(Fault.service),
    hall_busy(Fault.service),
    busy(Fault.service),
    stamp_not_good(Fault.service),
    stamping_unknown(Fault.service),
    session_signed(Fault.service),
    signature_foreign(Fault.service),
    recorded_keys_wait(Fault.service),
    altered(Fault.service),
    key_unknown(Fault.service),
    unauthenticated(Fault.service),
    forbidden(Fault.service),
    not_found(Fault.service),
    method_not_allowed(Fault.service),
    idempotency_key_missing(Fault.service),
    idempotency_key_reused(Fault.service),
    changed_meanwhile(Fault.service),
    // Phones prove their requests to us, never to those behind us.
    proof_needed(Fault.service),
    proof_refused(Fault.service),
    nonce_needed(Fault.service),
    internal(Fault.service),
    unattributed(Fault.service),

    // What the bidder's phone says of a key, or brings about by what it sends: it may be as it
    // says,
    // or a phone that lays its owner's lateness on somebody else.
    other_tender(Fault.disputed),
    bad_ciphertext(Fault.disputed),
    recipient_untrusted(Fault.disputed),
    bad_partial(Fault.disputed),
    round_lost(Fault.disputed),
    request_invalid(Fault.disputed),
    malformed(Fault.disputed),
    limited(Fault.disputed),

    // A step that is still to come; where time runs out over it, that is whose the time was.
    unrecorded_keys(Fault.nobody),
    not_approved(Fault.nobody),
    not_scanned(Fault.nobody),
    results_incomplete(Fault.nobody),
    evidence_missing(Fault.nobody),
    qr_invalid(Fault.nobody),
    qr_expired(Fault.nobody),
    session_ended(Fault.nobody);

    private final Fault fault;

    Cause(Fault fault) {
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /// @param name an error, a trouble or a key's reason
    static Cause named(String name) {
        for (Cause it : values()) {
            if (it.name().equals(name)) {
                return it;
            }
        }
        return unattributed;
    }

    /// What a refusal is remembered as: an outage is one, whatever it calls itself.
    public static Cause of(ProblemException e) {
        Cause named = named(e.problem().name());
        boolean outage = e.problem().category().status() >= 500;
        return outage && (named == unattributed || named.fault != Fault.service)
                ? unavailable
                : named;
    }
}
