using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Loop;

/// <summary>
/// What the teachers said of every changed image that a small network has seen, so that they are asked once of each. A training that comes
/// back to the same changes of an image (<c>augmentation.views</c>) then costs as little as one without teachers.
/// </summary>
public sealed class TeacherAnswers : IDisposable
{
    private readonly int images;
    private readonly Tensor answers; // [views * images, 3], float32, NaN where nobody has asked

    /// <param name="images">The number of training images.</param>
    /// <param name="views">In how many ways each is changed.</param>
    public TeacherAnswers(int images, int views)
    {
        this.images = images;
        var unknown = new float[views * images * Findings.Count];
        Array.Fill(unknown, float.NaN);
        answers = torch.tensor(unknown, [(long)views * images, Findings.Count]).DetachFromDisposeScope();
    }

    /// <summary>The answers by name, for a checkpoint.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => [("teachers/answers", answers)];

    /// <summary>The answers of a batch.</summary>
    /// <param name="batch">The images and how they were changed.</param>
    /// <param name="ask">Gives the probabilities, [n, 3], float32, of the images at some positions of the batch, [n].</param>
    /// <returns>[b, 3].</returns>
    public Tensor Of(Batch batch, Func<Tensor, Tensor> ask)
    {
        var rows = new long[batch.Count];
        var positions = new List<long>();
        var known = Values(answers);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ((long)batch.Images[i].View * images) + batch.Images[i].Image;
            if (float.IsNaN(known[(int)rows[i] * Findings.Count]))
                positions.Add(i);
        }
        if (positions.Count > 0)
        {
            var said = Values(ask(torch.tensor(positions.ToArray())));
            foreach (var (n, position) in positions.Index())
                said.Slice(n * Findings.Count, Findings.Count).CopyTo(known[((int)rows[position] * Findings.Count)..]);
        }
        return answers.index_select(0, torch.tensor(rows));
    }

    /// <inheritdoc/>
    public void Dispose() => answers.Dispose();

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes);
}
