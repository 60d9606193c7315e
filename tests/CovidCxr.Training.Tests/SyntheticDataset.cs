using CovidCxr.Core;
using CovidCxr.Datasets.Building;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Testing;
using Xunit;

// libtorch's random generator is one for the whole process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(CovidCxr.Training.Tests.SyntheticDataset))]

namespace CovidCxr.Training.Tests;

/// <summary>
/// A dataset built from sources that are drawn here: 40 patients of each finding, told apart by where the picture is bright, each
/// with a noise of its own so that no two are taken for the same picture.
/// </summary>
public sealed class SyntheticDataset : IDisposable
{
    private const int Side = 64;
    private readonly TemporaryFolder root = new();

    public SyntheticDataset()
    {
        var sources = root["sources"];
        foreach (var (split, count) in new[] { ("train", 40), ("test", 4) })
            for (var i = 0; i < count; i++)
            {
                var number = (split == "train" ? 100 : 900) + i;
                Draw(Finding.Normal, number, Path.Combine(sources, "chest_xray", split, "NORMAL", $"IM-{number:0000}-0001.jpeg"));
                Draw(Finding.Pneumonia, number, Path.Combine(sources, "chest_xray", split, "PNEUMONIA", $"person{number}_virus_{number}.jpeg"));
            }
        var cohen = Path.Combine(sources, "covid-chestxray-dataset");
        var rows = new List<string> { "patientid,offset,sex,age,finding,view,modality,folder,filename,url,license" };
        for (var i = 0; i < 44; i++)
        {
            Draw(Finding.Covid19, 300 + i, Path.Combine(cohen, "images", $"covid{i}.png"));
            rows.Add($"{i},0,M,60,COVID-19,PA,X-ray,images,covid{i}.png,,CC BY 4.0");
        }
        File.WriteAllText(Path.Combine(cohen, "metadata.csv"), string.Join('\n', rows) + "\n");
        Folder = root["dataset"];
        DatasetBuilder.Build(new DatasetBuildOptions { Sources = sources, Out = Folder, Size = Side, TestCovid = 4 }, null, default);
    }

    /// <summary>The built dataset.</summary>
    public string Folder { get; }

    /// <summary>Bright at the left for COVID-19, at the top for Normal, at the bottom for Pneumonia; none is taken for another by a flip.</summary>
    private static void Draw(Finding finding, int seed, string path)
    {
        var random = new Random(seed);
        var patches = Enumerable.Range(0, 64).Select(_ => random.Next(-50, 50)).ToArray(); // 8 x 8
        var pixels = new byte[Side * Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
            {
                var bright = finding switch { Finding.Covid19 => x < 20, Finding.Normal => y < 20, _ => y > 44 };
                pixels[(y * Side) + x] = (byte)((bright ? 160 : 60) + patches[(y / 8 * 8) + (x / 8)] + random.Next(40));
            }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, PngWriter.Encode(pixels, Side, Side));
    }

    public void Dispose() => root.Dispose();
}
