using CovidCxr.Audit.Measuring;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Perturbations;
using CovidCxr.Inference.Heatmaps;

namespace CovidCxr.Audit.Sections;

/// <summary>Whether the heat maps show what the network uses, and where they lie.</summary>
internal sealed class Explanations : IAuditQuestion
{
    // Few enough for minutes; a network without maps of its own is asked a hundred times for each.
    private const int MostImages = 48, MostWithoutMaps = 16;
    private const int Steps = 16;
    private const int PicturesOfAClass = 2, PictureSide = 480;
    private const int Cells = 8; // in a row and a column, of a random order
    private const double MostAlike = 0.5;

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var hasMaps = context.Model.Classifier.Classify(context.PixelsOf(0), 1)[0].MapWidth > 0;
        var chosen = Choose(context.Test, hasMaps ? MostImages : MostWithoutMaps);
        var explained = context.Once("explained", () =>
        {
            using var random = context.Model.OpenRandomized(seed: 1);
            return context.Batches<Explained>(
                "explaining", chosen.Length, images => [.. images.Select(k => Explain(context, random, chosen[k]))]);
        });
        string[] groups = [.. chosen.Select(i => context.Test[i].Group)];
        var notes = new List<string> { $"measured on {Counted.Of(chosen.Length, "image")}, drawn by name in equal parts from the classes" };
        if (!hasMaps)
            notes.Add("the network has no maps of its own; a gray square slides over the picture instead (occlusion)");
        return new AuditSection(
            9, "explanations", "Explanations",
            "Do the heat maps lie on the lungs, do they show what the network uses, and do they depend on what it has learned?")
        {
            Figures = [.. Figures(explained, groups), .. Lesions(context, chosen, explained, groups, notes)],
            Charts =
            [
                Chart("deletion", "Deletion", "share of the picture taken away", explained, one => one.Deletion, one => one.RandomDeletion),
                Chart(
                    "insertion", "Insertion", "share of the picture put back", explained, one => one.Insertion, one => one.RandomInsertion),
            ],
            Pictures =
            [
                .. chosen.Index().GroupBy(item => context.Test[item.Item].Actual).SelectMany(ofClass => ofClass.Take(PicturesOfAClass))
                    .Select(item => Picture(context, item.Item, explained[item.Index])),
            ],
            Notes = notes,
        };
    }

    private static IEnumerable<AuditFigure> Figures(IReadOnlyList<Explained> explained, string[] groups)
    {
        AuditFigure Mean(string key, string name, string meaning, Func<Explained, double?> of)
        {
            int[] defined = [.. Enumerable.Range(0, explained.Count).Where(i => of(explained[i]) is not null)];
            double[] values = [.. defined.Select(i => of(explained[i])!.Value)];
            var interval = defined.Length == 0 ? null : new GroupBootstrap(defined.Select(i => groups[i])).Of(copies =>
                copies.Zip(values, (copy, value) => copy * value).Sum() / copies.Sum());
            return new(key, name, values.Length == 0 ? null : values.Average(), interval, values.Length, meaning);
        }
        var ratio = Mean(
            "lung_ratio", "share of the map on the lungs, over the lungs' share of the picture",
            "1 is a map that takes no notice of the lungs; above 1 it lies on them more than chance.",
            one => one.LungShare > 0 ? one.MapOnLungs / one.LungShare : null);
        yield return ratio with { IsAlarm = ratio.Interval?.High < 1, AlarmIf = "the interval lies below 1" };
        yield return Mean(
            "map_on_lungs", "share of the map on the lungs", "The part of the map's strength that lies on the lungs.",
            one => one.MapOnLungs);
        yield return Mean(
            "lung_share", "lungs' share of the picture", "What a map that is everywhere the same would have on the lungs.",
            one => one.LungShare);
        var deletion = Mean(
            "deletion_gain", "deletion, area gained over a random order",
            "How much faster the probability falls if the picture is taken away in the map's order than at random; above 0 the map is "
            + "right.",
            one => Area(one.RandomDeletion) - Area(one.Deletion));
        yield return deletion with { IsAlarm = deletion.Interval?.High < 0, AlarmIf = "the interval lies below 0" };
        var insertion = Mean(
            "insertion_gain", "insertion, area gained over a random order",
            "How much faster the probability rises if a blurred picture is put back in the map's order than at random.",
            one => Area(one.Insertion) - Area(one.RandomInsertion));
        yield return insertion with { IsAlarm = insertion.Interval?.High < 0, AlarmIf = "the interval lies below 0" };
        var sanity = Mean(
            "sanity", "likeness of the maps with random weights",
            "The rank correlation of the map with that of the same network with random weights (Adebayo et al. 2018); a map that does not "
            + "change shows the picture and not what was learned.",
            one => one.LikeRandom);
        yield return sanity with { IsAlarm = sanity.Interval?.Low > MostAlike, AlarmIf = $"the interval lies above {MostAlike}" };
    }

    private static IEnumerable<AuditFigure> Lesions(
        AuditContext context, int[] chosen, IReadOnlyList<Explained> explained, string[] groups, List<string> notes)
    {
        if (context.Subject.Lesions is not { } folder)
        {
            notes.Add("the energy on lesions is not measured: no masks of lesions were given (--lesions)");
            yield break;
        }
        var shares = new List<(double Share, string Group)>();
        for (var k = 0; k < chosen.Length; k++)
        {
            var path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(context.Images[chosen[k]].Name)}.png");
            if (!File.Exists(path))
                continue;
            var mask = ImageDecoders.Default.ReadGray(path, context.Side, context.Side);
            shares.Add((OnMask(explained[k].Map, i => mask[i] >= 128), groups[k]));
        }
        var interval = shares.Count == 0 ? null : new GroupBootstrap(shares.Select(share => share.Group)).Of(copies =>
            copies.Zip(shares, (copy, share) => copy * share.Share).Sum() / copies.Sum());
        yield return new(
            "energy_on_lesions", "share of the map on lesions", shares.Count == 0 ? null : shares.Average(share => share.Share), interval,
            shares.Count, "The part of the map's strength that lies on the lesions that people marked (energy-based pointing game).");
    }

    private static Explained Explain(AuditContext context, IClassifier random, int index)
    {
        var (side, pixels) = (context.Side, context.PixelsOf(index));
        var finding = context.Test[index].Predicted;
        var map = MapOf(context.Model.Classifier, pixels, side, finding);
        var other = MapOf(random, pixels, side, finding);
        var inside = context.Lungs[index].Inside;
        int[] order = [.. Enumerable.Range(0, map.Length).OrderByDescending(i => map[i])];
        // Whole cells, for single pixels at random would be noise, which upsets a network more than a hole does.
        var draw = new SplitMix64((ulong)index + 1);
        double[] turn = [.. Enumerable.Range(0, Cells * Cells).Select(_ => draw.Between(0, 1))];
        int[] shuffled =
            [.. Enumerable.Range(0, map.Length).OrderBy(i => turn[(i / side * Cells / side * Cells) + (i % side * Cells / side)])];
        var mean = (byte)Math.Round(pixels.Average(value => value));
        var gray = Enumerable.Repeat(mean, pixels.Length).ToArray();
        var blurred = context.Gray(index);
        for (var i = 0; i < side / 8; i++)
            blurred = BoxBlur.Mean3x3(blurred);
        var soft = blurred.ToBytes();
        double[] Curve(byte[] from, byte[] to, int[] by) => Probabilities(context.Model.Classifier, from, to, by, finding);
        return new(
            map, context.Lungs[index].Share, OnMask(map, i => inside[i]), Curve(pixels, gray, order), Curve(pixels, gray, shuffled),
            Curve(soft, pixels, order), Curve(soft, pixels, shuffled),
            RankCorrelation.Of(Coarse(map, side), Coarse(other, side)));
    }

    // [side * side], 0 to 255.
    private static byte[] MapOf(IClassifier classifier, byte[] pixels, int side, Finding finding)
    {
        var output = classifier.Classify(pixels, 1)[0];
        var map = HeatMap.Of(output, finding) ?? Occlusion.Map(
            classifier, new ScaledImage(pixels, side, new ImageSize(side, side), 0), finding, output.Probabilities[(int)finding]);
        return map.Stretch(side, side);
    }

    // The probability of the class while the pixels of one picture are replaced by those of the other, in equal steps.
    private static double[] Probabilities(IClassifier classifier, byte[] from, byte[] to, int[] order, Finding finding)
    {
        var batch = new byte[(Steps + 1) * from.Length];
        var now = (byte[])from.Clone();
        for (var step = 0; step <= Steps; step++)
        {
            now.CopyTo(batch, step * from.Length);
            if (step == Steps)
                break;
            for (var i = step * order.Length / Steps; i < (step + 1) * order.Length / Steps; i++)
                now[order[i]] = to[order[i]];
        }
        return [.. classifier.Classify(batch, Steps + 1).Select(output => Prediction.Normalize(output.Probabilities)[(int)finding])];
    }

    private static double Area(IReadOnlyList<double> curve) => new PerturbationCurve(curve).Area;

    private static double OnMask(byte[] map, Func<int, bool> inside)
    {
        double on = 0, all = 0;
        for (var i = 0; i < map.Length; i++)
        {
            all += map[i];
            on += inside(i) ? map[i] : 0;
        }
        return all == 0 ? 0 : on / all;
    }

    // Ranks of single pixels of a smooth map would only repeat those of its cells.
    private static double[] Coarse(byte[] map, int side) =>
    [
        .. Enumerable.Range(0, Cells * Cells).Select(
            cell => (double)map[(((cell / Cells * 2) + 1) * side / (2 * Cells) * side) + (((cell % Cells * 2) + 1) * side / (2 * Cells))]),
    ];

    private static int[] Choose(IReadOnlyList<ScoredImage> test, int most)
    {
        var classes = Findings.All.Where(finding => test.Any(image => image.Actual == finding)).ToList();
        return
        [
            .. classes.SelectMany(finding =>
            {
                var of = test.Index().Where(item => item.Item.Actual == finding).ToDictionary(item => item.Item.Path, item => item.Index);
                return SeededOrder.Of(of.Keys, 0, "audit explanations").Take(most / classes.Count).Select(path => of[path]);
            }),
        ];
    }

    private static AuditChart Chart(
        string key, string title, string x, IReadOnlyList<Explained> explained, Func<Explained, double[]> of,
        Func<Explained, double[]> random)
    {
        double[] shares = [.. Enumerable.Range(0, Steps + 1).Select(step => (double)step / Steps)];
        double[] Mean(Func<Explained, double[]> curve) =>
            [.. Enumerable.Range(0, Steps + 1).Select(step => explained.Average(one => curve(one)[step]))];
        return new(key, title, x, "mean probability of the class",
            [new("in the map's order", shares, Mean(of)), new("at random", shares, Mean(random))]);
    }

    private static AuditPicture Picture(AuditContext context, int index, Explained explained)
    {
        var side = context.Side;
        var (image, scored) = (context.Images[index], context.Test[index]);
        var probability = scored.Probabilities[(int)scored.Predicted];
        var map = HeatMap.Of(Array.ConvertAll(explained.Map, value => (float)value), side, side);
        var size = new ImageSize(PictureSide, PictureSide);
        var gray = context.Decoders.ReadGray(image.Read(), image.Name, size.Width, size.Height);
        var png = HeatmapImage.Draw(gray, size, map, scored.Predicted, probability);
        var says = FormattableString.Invariant(
            $"heat map of {scored.Predicted.Name()}, {100 * explained.MapOnLungs:0} % of it on the lungs");
        return Gallery.Of(image, context.Gray(index), says) with { Png = png };
    }

    // Kept between runs.
    private sealed record Explained(
        byte[] Map, double LungShare, double MapOnLungs, double[] Deletion, double[] RandomDeletion, double[] Insertion,
        double[] RandomInsertion, double? LikeRandom);
}
