package almanac.complexity.table;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Writes doubles with the fewest digits that read back as the same double, as bytes, without an object a number.
 *
 * <p>The method is Schubfach: R. Giulietti (2020), The Schubfach way to render doubles, sections 9.2 to 9.9. It is used
 * because {@code Double.toString} costs half of a run that writes millions of numbers, and on Java 17 it does not always
 * give the shortest digits, so that files would differ between Java versions. Plain notation from 1e-5 to 1e17, else
 * {@code 1.5E-7}; whole numbers have no {@code .0}.
 */
final class ShortestDecimal {
    /** Most bytes that one number takes: sign, 17 digits, point, leading zeros or exponent. */
    static final int LONGEST = 32;

    private static final long FRACTION_MASK = (1L << 52) - 1;
    private static final long MASK_63 = Long.MAX_VALUE;
    private static final int LEAST_POWER = -324;
    private static final int GREATEST_POWER = 308;
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    /** 10^-k with 126 significant bits, rounded up, in two halves; filled when first needed. */
    private final long[] high = new long[GREATEST_POWER - LEAST_POWER + 1];

    private final long[] low = new long[GREATEST_POWER - LEAST_POWER + 1];

    /** Writes {@code value} (finite) into {@code to} from {@code at}; returns the place behind it. */
    int write(double value, byte[] to, int at) {
        int end = at;
        double magnitude = value;
        if (value < 0) {
            to[end++] = '-';
            magnitude = -value;
        }
        long whole = (long) magnitude;
        if (whole == magnitude && whole < 1L << 53) {
            return digits(whole, to, end);
        }
        long bits = Double.doubleToRawLongBits(magnitude);
        int biased = (int) (bits >>> 52);
        if (biased == 0 || biased == 2047) {
            byte[] plain = Double.toString(magnitude).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(plain, 0, to, end, plain.length);
            return end + plain.length;
        }
        long fraction = bits & FRACTION_MASK;
        return shortest(biased - 1075, fraction | 1L << 52, fraction == 0, to, end);
    }

    /** The shortest decimal in the rounding interval of {@code c 2^q}. */
    private int shortest(int q, long c, boolean lopsided, byte[] to, int at) {
        long out = c & 1;
        long centre = c << 2;
        long right = centre + 2;
        long left = lopsided ? centre - 1 : centre - 2;
        int k = lopsided ? floorLog10ThreeQuarters(q) : floorLog10(q);
        int shift = q + floorLog2Of10(-k) + 2;
        if (high[k - LEAST_POWER] == 0) {
            fill(k);
        }
        long g1 = high[k - LEAST_POWER];
        long g0 = low[k - LEAST_POWER];
        long v = roundToOdd(g1, g0, centre << shift);
        long vLeft = roundToOdd(g1, g0, left << shift);
        long vRight = roundToOdd(g1, g0, right << shift);
        long s = v >> 2;
        if (s >= 100) {
            long tens = s / 10 * 10;
            boolean below = vLeft + out <= tens << 2;
            boolean above = (tens + 10 << 2) + out <= vRight;
            if (below != above) {
                return layout(below ? tens : tens + 10, k, to, at);
            }
        }
        boolean below = vLeft + out <= s << 2;
        boolean above = (s + 1 << 2) + out <= vRight;
        if (below != above) {
            return layout(below ? s : s + 1, k, to, at);
        }
        long side = v - (s + s + 1 << 1);
        return layout(side < 0 || side == 0 && (s & 1) == 0 ? s : s + 1, k, to, at);
    }

    private void fill(int k) {
        // beta = 10^-k 2^-r with 2^125 <= beta < 2^126; g = floor(beta) + 1
        int r = floorLog2Of10(-k) - 125;
        BigInteger g;
        if (k <= 0) {
            BigInteger power = BigInteger.TEN.pow(-k);
            g = (r <= 0 ? power.shiftLeft(-r) : power.shiftRight(r)).add(BigInteger.ONE);
        } else {
            g = BigInteger.ONE.shiftLeft(-r).divide(BigInteger.TEN.pow(k)).add(BigInteger.ONE);
        }
        high[k - LEAST_POWER] = g.shiftRight(63).longValue();
        low[k - LEAST_POWER] = g.longValue() & MASK_63;
    }

    private static long roundToOdd(long g1, long g0, long c) {
        long x1 = Math.multiplyHigh(g0, c);
        long y0 = g1 * c;
        long y1 = Math.multiplyHigh(g1, c);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (z & MASK_63) + MASK_63 >>> 63;
    }

    private static int floorLog10(int q) {
        return (int) (q * 661_971_961_083L >> 41);
    }

    private static int floorLog10ThreeQuarters(int q) {
        return (int) (q * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    private static int floorLog2Of10(int e) {
        return (int) (e * 913_124_641_741L >> 38);
    }

    /** {@code f 10^k} as text. */
    private static int layout(long f, int k, byte[] to, int at) {
        long digits = f;
        int exponent = k;
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        int count = length(digits);
        int point = count + exponent; // digits before the decimal point
        if (point > 17 || point < -4) {
            int end = digits(digits, to, at + 1);
            to[at] = to[at + 1];
            to[at + 1] = '.';
            if (count == 1) {
                end = at + 1; // 5E-7, without a point
            }
            to[end++] = 'E';
            int power = point - 1;
            if (power < 0) {
                to[end++] = '-';
                power = -power;
            }
            return digits(power, to, end);
        }
        if (point <= 0) {
            int end = at;
            to[end++] = '0';
            to[end++] = '.';
            for (int i = point; i < 0; i++) {
                to[end++] = '0';
            }
            return digits(digits, to, end);
        }
        if (exponent >= 0) {
            int end = digits(digits, to, at);
            for (int i = 0; i < exponent; i++) {
                to[end++] = '0';
            }
            return end;
        }
        int end = digits(digits, to, at + 1);
        System.arraycopy(to, at + 1, to, at, point);
        to[at + point] = '.';
        return end;
    }

    private static int length(long value) {
        int length = 1;
        for (long bound = 10; length < 19 && value >= bound; bound *= 10) {
            length++;
        }
        return length;
    }

    /** A whole number, 0 or more. */
    static int digits(long value, byte[] to, int at) {
        int end = at + length(value);
        int place = end;
        long rest = value;
        while (rest >= 100) {
            long hundreds = rest / 100;
            int pair = (int) (rest - hundreds * 100) * 2;
            to[--place] = PAIRS[pair + 1];
            to[--place] = PAIRS[pair];
            rest = hundreds;
        }
        if (rest >= 10) {
            to[--place] = PAIRS[(int) rest * 2 + 1];
            to[--place] = PAIRS[(int) rest * 2];
        } else {
            to[--place] = (byte) ('0' + rest);
        }
        return end;
    }
}
