package cn.biaozhengtong.kit.objects;

/// Port to where files lie, outside the database.
public interface ObjectStore {
    /// Stores durably before it returns; a key is written once.
    ///
    /// @param key letters, digits and hyphens, at most 80
    void put(String key, byte[] content);

    byte[] get(String key);

    /// Nothing happens when it is gone.
    void delete(String key);
}
