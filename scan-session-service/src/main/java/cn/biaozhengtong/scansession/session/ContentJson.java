package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.session.SessionContent;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A session's content as it is stored.
@Converter
class ContentJson implements AttributeConverter<@Nullable SessionContent, @Nullable String> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable SessionContent content) {
        return content == null ? null : JSON.writeValueAsString(content);
    }

    @Override
    public @Nullable SessionContent convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : JSON.readValue(stored, SessionContent.class);
    }
}
