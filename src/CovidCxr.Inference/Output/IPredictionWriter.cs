using CovidCxr.Core;

namespace CovidCxr.Inference.Output;

/// <summary>A form in which predictions are written, one by one as they come.</summary>
public interface IPredictionWriter : IDisposable
{
    /// <summary>Writes one; disposing ends the whole.</summary>
    void Write(Prediction prediction);
}
