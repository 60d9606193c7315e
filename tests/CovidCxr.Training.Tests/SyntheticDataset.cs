using CovidCxr.Core;
using CovidCxr.Datasets.Building;
using CovidCxr.Imaging.Codecs;
using Xunit;

// The whole process has one random generator of libtorch.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(CovidCxr.Training.Tests.SyntheticDataset))]

namespace CovidCxr.Training.Tests;

/// <summary>
/// A dataset built from drawn sources: 40 patients of each finding. The bright part of an image shows its finding, and noise makes every
/// image different, so that none is removed as a duplicate.
/// </summary>
public sealed class SyntheticDataset : IDisposable
{
    private const int Side = 64;
    private readonly TemporaryFolder root = new();

    public SyntheticDataset()
    {
        TorchThreads.WaitPassively();
        var sources = root["sources"];
        foreach (var (split, count) in new[] { ("train", 40), ("test", 4) })
            for (var i = 0; i < count; i++)
            {
                var number = (split == "train" ? 100 : 900) + i;
                var folder = Path.Combine(sources, "chest_xray", split);
                Draw(Finding.Normal, number, Path.Combine(folder, "NORMAL", $"IM-{number:0000}-0001.jpeg"));
                Draw(Finding.Pneumonia, number, Path.Combine(folder, "PNEUMONIA", $"person{number}_virus_{number}.jpeg"));
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

    /// <summary>The dataset's folder.</summary>
    public string Folder { get; }

    /// <summary>Bright at the left for COVID-19, at the top for Normal, at the bottom for Pneumonia; a flip confuses none.</summary>
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
