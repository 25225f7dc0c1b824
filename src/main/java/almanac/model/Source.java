package almanac.model;

import java.util.Optional;

/**
 * One document as it was read: the file, its content hash and what it says about itself.
 *
 * @param id stable across runs and machines: derived from {@code path}, for example {@code hubei/2013.xls}
 * @param path relative to the folder it was indexed from, {@code /} between the parts
 * @param sha256 of the file's bytes, lower-case hexadecimal
 * @param mediaType as detected from content, for example {@code application/pdf}
 * @param title the document's own title, or the file name where it has none
 * @param publisher who issued it, where known
 * @param vintage the edition: the year (or ISO date) the figures were published, where known
 * @param language {@code zh}, {@code en}, {@code ru} ... or {@code und}
 * @param simulated true for invented data: such a source says so wherever one of its numbers is shown
 */
public record Source(
        String id,
        String path,
        String sha256,
        String mediaType,
        String title,
        Optional<String> publisher,
        Optional<String> vintage,
        String language,
        boolean simulated) {}
