using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Training.Recipes;
using TorchSharp;

namespace CovidCxr.Training.Runs;

/// <summary>The conditions of a training: the run folder's <c>run.json</c>.</summary>
public sealed record RunDescription
{
    private static readonly JsonSerializerOptions Layout = new(Json.SnakeCase) { RespectNullableAnnotations = true };

    /// <summary>Seed of weights, order, augmentation and dropout.</summary>
    public required long Seed { get; init; }

    /// <summary>SHA-256 of the dataset's manifest.</summary>
    public required string Dataset { get; init; }

    /// <summary>The number of training images.</summary>
    public required int TrainImages { get; init; }

    /// <summary>The number of validation images.</summary>
    public required int ValImages { get; init; }

    /// <summary>bfloat16 or float32.</summary>
    public required string Arithmetic { get; init; }

    /// <summary>Threads of the network's kernels; another number sums in another order and rounds differently.</summary>
    public required int Threads { get; init; }

    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    /// <summary>The version of TorchSharp.</summary>
    public required string TorchSharp { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>The names of the classes without a training image; null for a run of a version that did not note them.</summary>
    public IReadOnlyList<string>? UntrainedClasses { get; init; }

    /// <summary>The names of the classes that the user left out; null for a run of version 0.2 or earlier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Without { get; init; }

    /// <summary>What of the dataset the run did not learn from; nothing in a run of version 0.2 or earlier.</summary>
    public HeldOut HeldOut { get; init; } = new();

    /// <summary>The folders of the teachers' runs, full paths; empty for none, as in a run of version 0.2 or earlier.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>The dataset's folder, a full path; null in a run of version 0.2 or earlier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Data { get; init; }

    /// <summary>
    /// SHA-256 of the lines of <c>recipe.yaml</c> but that of the epochs, which a resumed run may raise; null in a run of version 0.2 or
    /// earlier.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecipeSha256 { get; init; }

    /// <summary>Describes a run that is about to start.</summary>
    public static RunDescription Of(Dataset dataset, Recipe recipe, long seed, HeldOut heldOut, torch.ScalarType type) => new()
    {
        Seed = seed,
        Dataset = dataset.Fingerprint,
        TrainImages = heldOut.LearnedFrom(dataset).Count(image => image.Split == DatasetSplit.Train),
        ValImages = heldOut.ValidatedOn(dataset).Count,
        Arithmetic = type == torch.ScalarType.BFloat16 ? "bfloat16" : "float32",
        Threads = torch.get_num_threads(),
        Version = ProductVersion.Number,
        TorchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3),
        Runtime = RuntimeInformation.FrameworkDescription,
        Processor = ProcessorName.Read(),
        UntrainedClasses =
            [.. Findings.All.Select(finding => finding.Name()).Except(heldOut.LearnedFrom(dataset).Select(image => image.Class))],
        HeldOut = heldOut with { Controls = recipe.Controls.HeldOut(seed) },
        Data = Path.GetFullPath(dataset.Folder),
        RecipeSha256 = ChecksumOf(RecipeFile.Write(recipe)),
    };

    /// <summary>Writes the text of <c>run.json</c>.</summary>
    public string Write() => Json.Write(this, Json.SnakeCase);

    /// <summary>Reads <c>run.json</c>.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static RunDescription Read(RunFolder run)
    {
        var name = Path.GetFileName(run.Description);
        if (!File.Exists(run.Description))
            throw new InputException($"{run.Path}: not the folder of a run ({name} is missing); "
                + (run.HoldsRun ? "restore that file, or train again" : "give the folder of 'covidcxr train --out'"));
        try
        {
            return JsonSerializer.Deserialize<RunDescription>(RegularFile.ReadText(run.Description), Layout)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InputException(
                $"{run.Path}: not the folder of a run ({name} is damaged); restore that file from a copy, or train again", e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(run.Description, e);
        }
    }

    /// <summary>Reads the run's recipe.</summary>
    /// <param name="run">The run.</param>
    /// <param name="changes">Changes to it, <c>key=value</c>.</param>
    /// <exception cref="InputException">The file is missing or damaged, or not that of this run.</exception>
    public Recipe ReadRecipe(RunFolder run, IEnumerable<string>? changes = null)
    {
        var recipe = RecipeFile.ReadOfRun(run.Recipe, changes);
        return RecipeSha256 is null || RecipeSha256 == ChecksumOf(File.ReadAllText(run.Recipe)) ? recipe : throw new InputException(
            $"{run.Recipe}: was changed or cut since the run was started; restore it from a copy, or train again");
    }

    private static string ChecksumOf(string recipe) => Checksums.Of(Encoding.UTF8.GetBytes(
        string.Join(
            '\n', recipe.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("epochs:", StringComparison.Ordinal)))));
}
