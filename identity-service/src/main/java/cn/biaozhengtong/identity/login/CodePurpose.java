package cn.biaozhengtong.identity.login;

/// What a code proves a number for; a code for one is none for another.
public enum CodePurpose {
    log_in,
    set_password,
    change_phone,
    delete_account,
    regain
}
