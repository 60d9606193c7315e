using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>The model file that comes with the product, used unless another one is named.</summary>
public static class ShippedModel
{
    /// <summary>The path of the shipped model, beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "covidcxr.onnx");

    /// <summary>The SHA-256 of the shipped model, lower-case hexadecimal; changes with <c>models/covidcxr.onnx</c>.</summary>
    public const string Sha256 = "0b50512f4e2fb45970ede7b04ad26c75d0ec3780d56aadc59c3605938744ccf9";

    /// <summary>
    /// The images of COVID-19, Normal and Pneumonia that the shipped model was calibrated on, its validation images; its card is older than
    /// the field that says so. Changes with <c>models/covidcxr.onnx</c>.
    /// </summary>
    public static IReadOnlyList<double> ValidationMix { get; } = [89, 498, 419];

    /// <summary>Writes a copy of the shipped model, with a checksum of itself, for the program knows only its own copy.</summary>
    /// <param name="file">The file, <c>.onnx</c>; must not exist.</param>
    /// <exception cref="InputException">The file exists or cannot be written, or the shipped model is missing or damaged.</exception>
    public static void Save(string file)
    {
        var bytes = ModelChecksum.Added(ModelFile.Read(Or(null)).Bytes);
        if (File.Exists(file))
            throw new InputException($"{file} exists, and a model file is not replaced; choose another name");
        using var copy = AtomicFile.Begin(file, ".onnx");
        copy.Fill(stream => stream.Write(bytes));
        copy.Commit();
    }

    /// <summary>Returns the named model file, or the shipped one if none is named.</summary>
    /// <param name="named">The path of another model file, or null.</param>
    /// <exception cref="InputException">None is named and the shipped one is missing.</exception>
    public static string Or(string? named) => named ?? (File.Exists(Path)
        ? Path
        : throw new InputException(
            $"{Path}, the model that comes with the product, is missing; "
            + "build the program again, or name a model file that 'covidcxr export' wrote"));
}
