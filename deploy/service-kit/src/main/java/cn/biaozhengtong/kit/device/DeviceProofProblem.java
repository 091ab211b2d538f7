package cn.biaozhengtong.kit.device;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of a device's proof.
public enum DeviceProofProblem implements Problem {
    proof_needed("需要设备签名", "The device must prove its key"),
    proof_refused("设备签名无效", "The proof of the device's key is refused"),
    /// The nonce is in the header `DPoP-Nonce`: once more with it, in minutes.
    nonce_needed("请使用新的随机数重新签名", "Once more, with the nonce of this answer");

    private final ProblemFacts facts;

    DeviceProofProblem(String titleZh, String titleEn) {
        facts = new ProblemFacts(ProblemCategory.unauthenticated, Actor.caller, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
