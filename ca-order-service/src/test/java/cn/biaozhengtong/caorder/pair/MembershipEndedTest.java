package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.junit.jupiter.api.Test;

/// R16: enterprise-service's own example, over the real broker, freezes what the removed agent
/// holds; neither a release nor a recovery brings it back before he belongs again.
class MembershipEndedTest extends HoldsTestBase {
    private void loses(Power power) {
        takes(power);
        assertThat(now(pair.signing()).isFrozen()).isTrue();
        assertThat(now(pair.encryption()).isFrozen()).isTrue();
    }

    private IdentityDesk.Asker proved() {
        String serial = pair.signing().serial().hex();
        return proves(found, Purpose.release, serial, Proof.possession);
    }

    /// What an operator froze elsewhere, by the producers' own examples.
    @Test
    void P13_aFrozenAccount_andAFrozenEnterprise_freezeTheirCertificates() {
        loses(Power.account);
        refused(
                CertificateProblem.account_frozen,
                () -> freeze.release(proved(), pair.signing().serial()));
        givesBack(Power.account);
        freeze.release(proved(), pair.signing().serial());
        loses(Power.enterprise);
        refused(
                CertificateProblem.enterprise_frozen,
                () -> freeze.release(proved(), pair.signing().serial()));
        givesBack(Power.enterprise);
        freeze.release(proved(), pair.signing().serial());
    }

    /// The pair of another enterprise that he belongs to, on the same phone.
    private DownloadCertificates.Pair elsewhere() {
        EnterpriseId other = EnterpriseId.random();
        desk.appoint(account, other, Role.administrator);
        OrderId id =
                maker.placed(
                        place.prepare(
                                account,
                                new PlaceOrder.Wish(
                                        OrderKind.additional,
                                        null,
                                        other,
                                        null,
                                        "ANSTEEL-ENT-1Y")));
        maker.submit(account, id);
        operators.approve(id);
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
        DownloadCertificates.Pair it = phone.download(on(lost), id);
        confirm.confirm(on(lost), id);
        phone.knows(parsed(it.signing()));
        return it;
    }

    @Test
    void item15_endedMembership_reachesKeysOfEarlierOrders_alsoThoseThatWereSuperseded() {
        Authorisation bid = bid(pair.encryption(), "补办前的密钥");
        freeze.freeze(account, pair.signing().serial());
        DownloadCertificates.Pair next = fetched(OrderKind.reissue, pair.signing().serial());
        assertThat(now(pair.encryption()).isSuperseded()).isTrue();
        assertThat(decrypt(lost, next.signing(), bid)).containsExactly("补办前的密钥");
        DownloadCertificates.Pair other = elsewhere();
        // Even while he belongs to both: envelopes are the enterprise's.
        refused(CertificateProblem.certificate_unknown, () -> decrypt(lost, other.signing(), bid));
        refused(
                CertificateProblem.certificate_unknown,
                () -> decrypt(lost, other.signing(), bid(next.encryption(), "密钥")));
        desk.appoint(account, enterprise, Role.none);
        pair = next;
        loses(Power.membership);
        refused(CertificateProblem.frozen, () -> decrypt(lost, next.signing(), bid));
        refused(CertificateProblem.certificate_unknown, () -> decrypt(lost, other.signing(), bid));
        assertThat(decrypt(lost, other.signing(), bid(other.encryption(), "别家的密钥")))
                .containsExactly("别家的密钥");
    }

    @Test
    void item15_orderPaidBeforeTheMembershipEnded_givesNoCertificateAfterwards() {
        OrderId id = paid(OrderKind.additional, null);
        desk.appoint(account, enterprise, Role.none);
        refused(OrderProblem.only_administrator, () -> phone.download(on(lost), id));
        assertThat(of.certificates(id)).isEmpty();
    }

    @Test
    void R16_removedAgent_hasNothingThatAnybodyTrusts_untilHeBelongsAgain() {
        desk.appoint(account, enterprise, Role.none);
        loses(Power.membership);
        IdentityDesk.Asker him = proved();
        refused(CertificateProblem.no_member, () -> freeze.release(him, pair.signing().serial()));
        refused(
                CertificateProblem.no_member,
                () -> start.start(on(found), pair.signing().serial()));
        desk.appoint(account, enterprise, Role.agent);
        tell(Power.membership, "enterprise.membership.approved.v1");
        freeze.release(him, pair.signing().serial());
        assertThat(now(pair.signing()).isActive()).isTrue();
    }
}
