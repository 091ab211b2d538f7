package cn.biaozhengtong.caorder.ordering;

import static cn.biaozhengtong.caorder.ordering.Attachments.Kind.form;
import static cn.biaozhengtong.caorder.ordering.Attachments.Kind.licence;

import java.util.Set;

/// Order kinds (R20) and what sets each apart; the state machine is one.
public enum OrderKind {
    /// 认领: the first certificate of an enterprise.
    claim(Basis.claim, Set.of(licence, form), "企业数字证书申请表"),
    /// 新增: another one, asked for by any member, paid and fetched by the administrator.
    additional(Basis.enterprise, Set.of(form), "企业数字证书新增申请表"),
    /// 续期: new keys, from the window before expiry; no day is lost.
    renewal(Basis.certificate, Set.of(form), "数字证书续期申请表"),
    /// 补办: for one that was frozen or revoked, until the same day as that.
    reissue(Basis.certificate, Set.of(form), "数字证书补办申请表"),
    /// 变更: for new data of the enterprise, until the same day as the certificate it replaces.
    change(Basis.claim, Set.of(licence, form), "企业信息变更申请表"),
    /// 授权: a member's own, in the enterprise's name; the administrator pays, the member fetches.
    agent(Basis.enterprise, Set.of(form), "办事人员数字证书授权申请表"),
    /// 个人证书: identity from verification instead of a licence.
    personal(Basis.person, Set.of(form), "个人数字证书申请表");

    /// What an order of the kind is about.
    enum Basis {
        claim,
        enterprise,
        certificate,
        person
    }

    private final Basis basis;
    private final Set<Attachments.Kind> papers;
    private final String title;

    OrderKind(Basis basis, Set<Attachments.Kind> papers, String title) {
        this.basis = basis;
        this.papers = papers;
        this.title = title;
    }

    Basis basis() {
        return basis;
    }

    /// What must be attached.
    public Set<Attachments.Kind> papers() {
        return papers;
    }

    /// Of the form.
    String title() {
        return title;
    }

    boolean administratorPays() {
        return this == additional || this == agent;
    }

    boolean administratorFetches() {
        return this == additional;
    }

    /// Whether it takes the place of a certificate that is revoked when the new one is there.
    public boolean supersedes() {
        return this == reissue || this == change;
    }

    boolean hasPredecessor() {
        return basis == Basis.certificate || this == change;
    }

    /// Whether only the service fee is due: its validity was paid before.
    boolean isService() {
        return supersedes();
    }
}
