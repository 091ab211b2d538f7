package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.SpendProof;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stops one at once: the person proves, by his face and for this very attempt, that he is at a
/// device that was the account's before it began. So who has the old SIM card, but no old device,
/// cannot keep the owner out; and who has the unlocked phone, but not the face, can only object.
@Component
public class VetoRegain {
    private final Regains regains;
    private final SpendProof proofs;
    private final Devices devices;
    private final TellRegain tell;

    VetoRegain(Regains regains, SpendProof proofs, Devices devices, TellRegain tell) {
        this.regains = regains;
        this.proofs = proofs;
        this.devices = devices;
        this.tell = tell;
    }

    /// Who asks, from which device, in which login.
    public record Asker(Person person, String login) {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there is none, it has ended, or
    ///   nothing was proved for it on an old device
    @Transactional
    public void veto(Asker who, UUID id) {
        AccountId account = who.person().account();
        Regain it = regains.of(account, id).orElseThrow(RegainProblem.regain_unknown::exception);
        if (!it.state().isOpen()) {
            throw RegainProblem.regain_ended.exception();
        }
        if (!isOlder(who, it) || !isProved(who, it)) {
            throw RegainProblem.veto_unproved.exception();
        }
        it.veto();
        regains.flush();
        tell.step(
                account,
                it,
                "【账号找回已阻止】",
                "您在原有设备上刷脸阻止了账号找回申请，登录手机号不变。",
                "account.regain_vetoed",
                account);
    }

    private boolean isOlder(Asker who, Regain it) {
        return devices.of(who.person().account()).stream()
                .filter(device -> device.id().equals(who.person().device()))
                .anyMatch(device -> device.createdAt().isBefore(it.createdAt()));
    }

    private boolean isProved(Asker who, Regain it) {
        Act act =
                new Act(
                        VerificationPurpose.veto,
                        it.getId().toString(),
                        who.person().device(),
                        who.login());
        return proofs.spend(who.person().account(), act, it.createdAt()).isPresent();
    }
}
