package cn.biaozhengtong.caorder.operatorkey.web;

import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where the CA administrator enrols operators' keys.
@RestController
class OperatorController {
    private final OperatorKeys operators;

    OperatorController(OperatorKeys operators) {
        this.operators = operators;
    }

    /// @param accountId the operator's own account as a user, so that he decides no order of his
    record EnrolRequest(
            @NotBlank @Size(max = 60) String username,
            @Nullable UUID accountId,
            @NotNull @Size(max = 4000) byte[] request) {}

    record EnrolAnswer(String certificatePem) {}

    @PostMapping("/operations/v1/operator-keys")
    @ResponseStatus(HttpStatus.CREATED)
    EnrolAnswer enrol(Caller caller, @Valid @RequestBody EnrolRequest request) {
        if (!caller.has("ca_administrator") || caller.id().equals(request.username())) {
            throw RequestProblem.forbidden.exception();
        }
        return new EnrolAnswer(
                operators
                        .enrol(
                                caller.id(),
                                request.username(),
                                request.accountId(),
                                request.request())
                        .pem());
    }
}
