package cn.biaozhengtong.stamping.ofd.container;

import java.util.Map;
import java.util.Optional;

/// An element of OFD's own namespace, where it stands.
///
/// @param path local names from the root, such as `OFD/DocBody/DocRoot`
/// @param attributes without a namespace
public record XmlTag(String path, Map<String, String> attributes) {
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /// Its local name.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
