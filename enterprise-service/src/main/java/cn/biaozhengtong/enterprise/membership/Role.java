package cn.biaozhengtong.enterprise.membership;

/// 管理员 and 办事人员.
public enum Role {
    administrator,
    agent;

    public boolean isAdministrator() {
        return this == administrator;
    }
}
