package cn.biaozhengtong.stamping.ofd.drawing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.cff.CFFType1Font;
import org.apache.fontbox.cff.CharStringCommand;
import org.apache.fontbox.cff.CharStringCommand.Type1KeyWord;
import org.apache.fontbox.cff.CharStringCommand.Type2KeyWord;
import org.apache.fontbox.cff.Type2CharString;
import org.apache.fontbox.cff.Type2CharStringParser;

/// Outlines of CFF (Adobe Technical Note 5177). What fontbox does not know of one it leaves out
/// without a word, so only those are read that hold nothing but what it draws as others do: no
/// arithmetic, no line before a move, no other count of operands than an operator takes, nothing
/// after the end.
final class CharStrings {
    /// In the place of none, so that calling one fails.
    private static final byte[][] NONE = new byte[1][];

    private final List<Number> operands = new ArrayList<>();
    private boolean measured;
    private boolean moved;
    private boolean ended;

    private CharStrings() {}

    /// @throws IOException or whatever else a glyph makes a parser throw
    static Type2CharString read(CFFFont font, int index) throws IOException {
        CharStrings seen = new CharStrings();
        for (Object it :
                new Type2CharStringParser("")
                        .parse(
                                font.getCharStringBytes().get(index),
                                global(font),
                                local(font, index),
                                "")) {
            seen.take(it);
        }
        if (!(font instanceof CFFCIDFont)) {
            return font.getType2CharString(index);
        }
        int id = font.getCharset().getCIDForGID(index);
        if (font.getCharset().getGIDForCID(id) != index) {
            throw new IOException("two glyphs of one id");
        }
        return font.getType2CharString(id);
    }

    private static byte[][] local(CFFFont font, int index) {
        Map<String, Object> of =
                font instanceof CFFCIDFont several
                        ? several.getPrivDicts().get(several.getFdSelect().getFDIndex(index))
                        : ((CFFType1Font) font).getPrivateDict();
        return of.get("Subrs") instanceof byte[][] some && some.length > 0 ? some : NONE;
    }

    private static byte[][] global(CFFFont font) {
        byte[][] some = font.getGlobalSubrIndex().toArray(byte[][]::new);
        return some.length == 0 ? NONE : some;
    }

    private void take(Object it) throws IOException {
        if (ended) {
            throw new IOException("after the end");
        }
        if (it instanceof CharStringCommand command) {
            if (!isKnown(command)) {
                throw new IOException("operator");
            }
            operands.clear();
        } else {
            operands.add((Number) it);
        }
    }

    private boolean isKnown(CharStringCommand command) {
        Type2KeyWord word = command.getType2KeyWord();
        if (word == null) {
            // Which nobody follows any more.
            return command.getType1KeyWord() == Type1KeyWord.DOTSECTION;
        }
        int count = operands.size();
        return switch (word) {
            case HSTEM, VSTEM, HSTEMHM, VSTEMHM, HINTMASK, CNTRMASK -> isFollowed(count / 2 * 2);
            case RMOVETO -> isMove(2);
            case HMOVETO, VMOVETO -> isMove(1);
            case ENDCHAR -> {
                ended = true;
                // With four more it is made of two others.
                yield isFollowed(0);
            }
            case RLINETO -> isDrawn(count > 0 && count % 2 == 0);
            case HLINETO, VLINETO -> isDrawn(count > 0);
            case RRCURVETO -> isDrawn(count > 0 && count % 6 == 0);
            case HHCURVETO, VVCURVETO, HVCURVETO, VHCURVETO ->
                    isDrawn(count >= 4 && count % 4 <= 1);
            case RCURVELINE -> isDrawn(count >= 8 && count % 6 == 2);
            case RLINECURVE -> isDrawn(count >= 8 && count % 2 == 0);
            case FLEX -> isDrawn(count == 13);
            case HFLEX -> isDrawn(count == 7);
            case HFLEX1 -> isDrawn(count == 9 && isLevel());
            case FLEX1 -> isDrawn(count == 11);
            default -> false;
        };
    }

    private boolean isMove(int count) {
        moved = true;
        return isFollowed(count);
    }

    /// The first of these operators may have the width before its own.
    private boolean isFollowed(int count) {
        boolean out = operands.size() == count || operands.size() == count + 1 && !measured;
        measured = true;
        return out;
    }

    private boolean isDrawn(boolean counted) {
        return counted && moved;
    }

    /// Otherwise fontbox does not lead it back to the height from which it came.
    private boolean isLevel() {
        return operands.get(1).doubleValue()
                        + operands.get(3).doubleValue()
                        + operands.get(7).doubleValue()
                == 0;
    }
}
