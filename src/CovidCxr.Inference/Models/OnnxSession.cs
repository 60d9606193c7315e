using CovidCxr.Core;
using CovidCxr.Core.Storage;
using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>Starts ONNX Runtime on the bytes of a file.</summary>
internal static class OnnxSession
{
    /// <param name="path">The file, for errors.</param>
    /// <param name="bytes">What is run.</param>
    /// <param name="threads">Threads that compute one batch, at least 1; with 1, the calling thread computes it.</param>
    /// <exception cref="InputException">The runtime cannot run them.</exception>
    public static InferenceSession Start(string path, byte[] bytes, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Waiting threads would spin and take processor time from the threads that decode images.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // Otherwise the arena keeps the room of weights that were packed anew, as much again as the network.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        try
        {
            return new InferenceSession(bytes, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException(
                $"{path} is not a model that ONNX Runtime can run ({FileError.Reason(e)}); get the model file again", e);
        }
    }
}
