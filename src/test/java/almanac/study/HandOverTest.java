package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.SyntheticBooks;
import almanac.warehouse.DocumentRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void arrivesAsItWasSent(int number) throws IOException {
        DocumentRecord book = SyntheticBooks.book(number, 500, 7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HandOver.write(book, new DataOutputStream(bytes));
        assertThat(HandOver.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(book);
    }
}
