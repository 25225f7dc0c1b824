package almanac.warehouse;

import almanac.model.Source;

/**
 * What the store knows of a document without its content.
 *
 * @param root the folder it was indexed from, absolute
 * @param input fingerprint of the file and its sidecars when it was read
 * @param rules fingerprint of the rules it was read with
 * @param digest fingerprint of everything that was kept of it: equal digests, nothing to write
 * @param generation the commit that wrote it
 */
public record StoredDocument(
        Source source,
        String root,
        String input,
        String rules,
        boolean readable,
        int pages,
        int tables,
        int sentences,
        int observations,
        int diagnostics,
        String digest,
        long generation) {}
