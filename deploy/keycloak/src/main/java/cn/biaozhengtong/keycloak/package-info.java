/// Keycloak's part of phone login: a direct-grant step that redeems a ticket at identity-service.
@NullMarked
package cn.biaozhengtong.keycloak;

import org.jspecify.annotations.NullMarked;
