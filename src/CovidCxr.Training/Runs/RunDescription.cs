using System.Runtime.InteropServices;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using TorchSharp;

namespace CovidCxr.Training.Runs;

/// <summary>The conditions of a training: the run folder's <c>run.json</c>.</summary>
public sealed record RunDescription
{
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

    /// <summary>Describes a run that is about to start.</summary>
    public static RunDescription Of(Dataset dataset, long seed, torch.ScalarType type) => new()
    {
        Seed = seed,
        Dataset = dataset.Fingerprint,
        TrainImages = dataset.In(DatasetSplit.Train).Count,
        ValImages = dataset.In(DatasetSplit.Val).Count,
        Arithmetic = type == torch.ScalarType.BFloat16 ? "bfloat16" : "float32",
        Threads = torch.get_num_threads(),
        Version = ProductVersion.Number,
        TorchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3),
        Runtime = RuntimeInformation.FrameworkDescription,
        Processor = ProcessorName.Read(),
    };

    /// <summary>Writes the text of <c>run.json</c>.</summary>
    public string Write() => Json.Write(this, Json.SnakeCase);

    /// <summary>Reads <c>run.json</c>.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static RunDescription Read(RunFolder run)
    {
        try
        {
            return JsonSerializer.Deserialize<RunDescription>(RegularFile.ReadText(run.Description), Json.SnakeCase)!;
        }
        catch (Exception e) when (FileError.IsFileError(e) || e is JsonException)
        {
            throw new InputException(
                $"{run.Path}: not the folder of a run ({Path.GetFileName(run.Description)} is missing or damaged); "
                + "give the folder of 'covidcxr train --out'",
                e);
        }
    }
}
