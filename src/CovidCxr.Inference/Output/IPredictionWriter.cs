using CovidCxr.Core;

namespace CovidCxr.Inference.Output;

/// <summary>Writes predictions in one format, one by one as they come; disposing completes the text.</summary>
public interface IPredictionWriter : IDisposable
{
    /// <summary>Writes one prediction.</summary>
    /// <exception cref="IOException">The text cannot be written.</exception>
    void Write(Prediction prediction);
}
