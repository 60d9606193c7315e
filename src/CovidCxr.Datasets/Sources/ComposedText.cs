using System.Text;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// Joins letters with the accents that follow them, so that two spellings of one file name are equal: macOS writes é as two characters
/// where other systems write one (Unicode canonical composition).
/// </summary>
/// <remarks>
/// An own table, because the product runs in .NET's invariant mode, in which <see cref="string.Normalize()"/> changes nothing. It has the
/// Latin, Greek and Cyrillic letters and the kana; Korean syllables are computed.
/// </remarks>
internal static class ComposedText
{
    // Hangul, Unicode 3.12: a syllable is computed from a leading consonant, a vowel and, at most, a trailing consonant.
    private const int FirstSyllable = 0xAC00, Leading = 0x1100, Vowel = 0x1161, Trailing = 0x11A7;
    private const int Leadings = 19, Vowels = 21, Trailings = 28;

    private static readonly Dictionary<(char Letter, char Accent), char> Pairs = Read(
    [
        ('\u0300', "AEIOUaeiouÜüNnЕИеиĒēŌōWwÂâĂăÊêÔôƠơƯưYy",
            "ÀÈÌÒÙàèìòùǛǜǸǹЀЍѐѝḔḕṐṑẀẁẦầẰằỀềỒồỜờỪừỲỳ"),
        ('\u0301', "AEIOUYaeiouyCcLlNnRrSsZzÜüGgÅåÆæØø¨ΑΕΗΙΟΥΩϊαεηιϋου",
            "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǗǘǴǵǺǻǼǽǾǿ΅ΆΈΉΊΌΎΏΐάέήίΰόύ"),
        ('\u0301', "ωϒГКгкÇçĒēÏïKkMmÕõŌōPpŨũWwÂâĂăÊêÔôƠơƯư",
            "ώϓЃЌѓќḈḉḖḗḮḯḰḱḾḿṌṍṒṓṔṕṸṹẂẃẤấẮắẾếỐốỚớỨứ"),
        ('\u0302', "AEIOUaeiouCcGgHhJjSsWwYyZzẠạẸẹỌọ",
            "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷẐẑẬậỆệỘộ"),
        ('\u0303', "ANOanoIiUuVvÂâĂăEeÊêÔôƠơƯưYy",
            "ÃÑÕãñõĨĩŨũṼṽẪẫẴẵẼẽỄễỖỗỠỡỮữỸỹ"),
        ('\u0304', "AaEeIiOoUuÜüÄäȦȧÆæǪǫÖöÕõȮȯYyИиУуGgḶḷṚṛ",
            "ĀāĒēĪīŌōŪūǕǖǞǟǠǡǢǣǬǭȪȫȬȭȰȱȲȳӢӣӮӯḠḡḸḹṜṝ"),
        ('\u0306', "AaEeGgIiOoUuУИиуЖжАаЕеȨȩẠạ",
            "ĂăĔĕĞğĬĭŎŏŬŭЎЙйўӁӂӐӑӖӗḜḝẶặ"),
        ('\u0307', "CcEeGgIZzAaOoBbDdFfHhMmNnPpRrSsŚśŠšṢṣTtWwXxYyſ",
            "ĊċĖėĠġİŻżȦȧȮȯḂḃḊḋḞḟḢḣṀṁṄṅṖṗṘṙṠṡṤṥṦṧṨṩṪṫẆẇẊẋẎẏẛ"),
        ('\u0308', "AEIOUaeiouyYΙΥιυϒЕІеіАаӘәЖжЗзИиОоӨөЭэУуЧчЫыHhÕõŪūW",
            "ÄËÏÖÜäëïöüÿŸΪΫϊϋϔЁЇёїӒӓӚӛӜӝӞӟӤӥӦӧӪӫӬӭӰӱӴӵӸӹḦḧṎṏṺṻẄ"),
        ('\u0308', "wXxt",
            "ẅẌẍẗ"),
        ('\u0309', "AaÂâĂăEeÊêIiOoÔôƠơUuƯưYy",
            "ẢảẨẩẲẳẺẻỂểỈỉỎỏỔổỞởỦủỬửỶỷ"),
        ('\u030A', "AaUuwy",
            "ÅåŮůẘẙ"),
        ('\u030B', "OoUuУу",
            "ŐőŰűӲӳ"),
        ('\u030C', "CcDdEeLlNnRrSsTtZzAaIiOoUuÜüGgKkƷʒjHh",
            "ČčĎďĚěĽľŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔǙǚǦǧǨǩǮǯǰȞȟ"),
        ('\u030F', "AaEeIiOoRrUuѴѵ",
            "ȀȁȄȅȈȉȌȍȐȑȔȕѶѷ"),
        ('\u0311', "AaEeIiOoRrUu",
            "ȂȃȆȇȊȋȎȏȒȓȖȗ"),
        ('\u031B', "OoUu",
            "ƠơƯư"),
        ('\u0323', "BbDdHhKkLlMmNnRrSsTtVvWwZzAaEeIiOoƠơUuƯưYy",
            "ḄḅḌḍḤḥḲḳḶḷṂṃṆṇṚṛṢṣṬṭṾṿẈẉẒẓẠạẸẹỊịỌọỢợỤụỰựỴỵ"),
        ('\u0324', "Uu",
            "Ṳṳ"),
        ('\u0325', "Aa",
            "Ḁḁ"),
        ('\u0326', "SsTt",
            "ȘșȚț"),
        ('\u0327', "CcGgKkLlNnRrSsTtEeDdHh",
            "ÇçĢģĶķĻļŅņŖŗŞşŢţȨȩḐḑḨḩ"),
        ('\u0328', "AaEeIiUuOo",
            "ĄąĘęĮįŲųǪǫ"),
        ('\u032D', "DdEeLlNnTtUu",
            "ḒḓḘḙḼḽṊṋṰṱṶṷ"),
        ('\u032E', "Hh",
            "Ḫḫ"),
        ('\u0330', "EeIiUu",
            "ḚḛḬḭṴṵ"),
        ('\u0331', "BbDdKkLlNnRrTtZzh",
            "ḆḇḎḏḴḵḺḻṈṉṞṟṮṯẔẕẖ"),
        ('\u3099', "かきくけこさしすせそたちつてとはひふへほうゝカキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ",
            "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ"),
        ('\u309A', "はひふへほハヒフヘホ",
            "ぱぴぷぺぽパピプペポ"),
    ]);

    /// <summary>Composes every letter of a text with the accents behind it.</summary>
    public static string Of(string text)
    {
        if (text.All(char.IsAscii))
            return text;
        var composed = new StringBuilder(text.Length);
        foreach (var letter in text)
            if (composed.Length > 0 && Join(composed[^1], letter) is { } joined)
                composed[^1] = joined;
            else
                composed.Append(letter);
        return composed.ToString();
    }

    private static char? Join(char before, char letter) =>
        Pairs.TryGetValue((before, letter), out var known) ? known
        : before - Leading is >= 0 and < Leadings && letter - Vowel is >= 0 and < Vowels
            ? (char)(FirstSyllable + ((((before - Leading) * Vowels) + (letter - Vowel)) * Trailings))
        : before - FirstSyllable is >= 0 and < Leadings * Vowels * Trailings && (before - FirstSyllable) % Trailings == 0
            && letter - Trailing is > 0 and < Trailings
            ? (char)(before + (letter - Trailing))
        : null;

    private static Dictionary<(char, char), char> Read(IEnumerable<(char Accent, string Letters, string Composed)> rows) =>
        rows.SelectMany(row => row.Letters.Zip(row.Composed, (letter, composed) => ((letter, row.Accent), composed)))
            .ToDictionary(pair => pair.Item1, pair => pair.composed);
}
