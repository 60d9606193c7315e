using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>
/// Updates all weights in one pass on all cores, reading gradient, moments and weight once and writing the bfloat16 copy along with them.
/// The update is limited by memory bandwidth: separate tensor operations would go over the same memory several times.
/// </summary>
/// <remarks>
/// A weight tensor is cut into pieces that the cores share. A piece is processed eight weights at a time (one 256-bit register of
/// float32); the last one to seven go through the same code in a zero-padded copy, so every weight gets the same arithmetic. A bfloat16
/// number is the upper half of a float32, so a gradient widens by a shift and the new weight is rounded to the nearest, ties to even.
/// </remarks>
internal static unsafe class FusedUpdate
{
    /// <summary>The number of weights in a piece, a multiple of 8.</summary>
    private const int PieceLength = 1 << 18;

    /// <summary>Updates all weights.</summary>
    /// <param name="weights">The weights; every one must have a gradient.</param>
    /// <param name="first">The first moment of each weight.</param>
    /// <param name="second">The second moment of each weight; null for a rule with one moment.</param>
    /// <param name="ruleOf">Makes the rule for a weight.</param>
    public static void Run<TRule>(
        MasterWeights weights, IReadOnlyList<Tensor> first, IReadOnlyList<Tensor>? second, Func<MasterWeights.Weight, TRule> ruleOf)
        where TRule : struct, IUpdateRule
    {
        using var scope = torch.NewDisposeScope();
        var pieces = new List<(Piece Piece, TRule Rule)>();
        for (var i = 0; i < weights.Weights.Count; i++)
        {
            var weight = weights.Weights[i];
            var gradient = (weight.Working.grad ?? throw new InvalidOperationException($"{weight.Name} has no gradient")).contiguous();
            var whole = new Piece
            {
                Weight = Start<float>(weight.Master),
                Gradient = Start<byte>(gradient),
                First = Start<float>(first[i]),
                Second = second is null ? null : Start<float>(second[i]),
                Rounded = weight.Working.dtype == ScalarType.BFloat16 ? Start<ushort>(weight.Working) : null,
                Count = checked((int)weight.Master.numel()),
            };
            var rule = ruleOf(weight);
            for (var from = 0; from < whole.Count; from += PieceLength)
                pieces.Add((whole.Slice(from, Math.Min(PieceLength, whole.Count - from)), rule));
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() };
        Parallel.For(0, pieces.Count, options, i => pieces[i].Piece.Update(pieces[i].Rule));
    }

    private static T* Start<T>(Tensor tensor)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>A range of weights with their gradients and moments, in native memory, which does not move.</summary>
    private readonly struct Piece
    {
        public float* Weight { get; init; }

        /// <summary>float32, or bfloat16 if <see cref="Rounded"/> is set.</summary>
        public byte* Gradient { get; init; }

        public float* First { get; init; }

        /// <summary>null for a rule with one moment.</summary>
        public float* Second { get; init; }

        /// <summary>The bfloat16 copy; null if the network computes in float32.</summary>
        public ushort* Rounded { get; init; }

        public int Count { get; init; }

        public Piece Slice(int from, int count) => new()
        {
            Weight = Weight + from,
            Gradient = Gradient + ((long)from * (Rounded == null ? sizeof(float) : sizeof(ushort))),
            First = First + from,
            Second = Second == null ? null : Second + from,
            Rounded = Rounded == null ? null : Rounded + from,
            Count = count,
        };

        public void Update<TRule>(TRule rule)
            where TRule : struct, IUpdateRule
        {
            var even = Count & ~7;
            for (var i = 0; i < even; i += 8)
                UpdateEight(rule, i);
            if (even == Count)
                return;

            // The last one to seven weights, in a padded copy.
            var rest = Count - even;
            float* copy = stackalloc float[40];
            new Span<float>(copy, 40).Clear();
            var padded = new Piece
            {
                Weight = copy,
                Gradient = (byte*)(copy + 8),
                First = copy + 16,
                Second = Second == null ? null : copy + 24,
                Rounded = Rounded == null ? null : (ushort*)(copy + 32),
                Count = 8,
            };
            var tail = Slice(even, rest);
            var gradientBytes = rest * (Rounded == null ? sizeof(float) : sizeof(ushort));
            new Span<float>(tail.Weight, rest).CopyTo(new(padded.Weight, 8));
            new Span<byte>(tail.Gradient, gradientBytes).CopyTo(new(padded.Gradient, 32));
            new Span<float>(tail.First, rest).CopyTo(new(padded.First, 8));
            if (Second != null)
                new Span<float>(tail.Second, rest).CopyTo(new(padded.Second, 8));
            padded.UpdateEight(rule, 0);
            new Span<float>(padded.Weight, rest).CopyTo(new(tail.Weight, rest));
            new Span<float>(padded.First, rest).CopyTo(new(tail.First, rest));
            if (Second != null)
                new Span<float>(padded.Second, rest).CopyTo(new(tail.Second, rest));
            if (Rounded != null)
                new Span<ushort>(padded.Rounded, rest).CopyTo(new(tail.Rounded, rest));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void UpdateEight<TRule>(TRule rule, int i)
            where TRule : struct, IUpdateRule
        {
            var gradient = Rounded == null
                ? Vector256.Load((float*)Gradient + i)
                : (Vector256.WidenLower(Vector128.Load((ushort*)Gradient + i).ToVector256Unsafe()) << 16).AsSingle();
            var first = Vector256.Load(First + i);
            var second = Second == null ? Vector256<float>.Zero : Vector256.Load(Second + i);
            var weight = rule.Update(Vector256.Load(Weight + i), gradient, ref first, ref second);
            weight.Store(Weight + i);
            first.Store(First + i);
            if (Second != null)
                second.Store(Second + i);
            if (Rounded != null)
                RoundToBFloat16(weight).Store(Rounded + i);
        }

        /// <summary>Rounds to the nearest bfloat16, ties to even.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<ushort> RoundToBFloat16(Vector256<float> value)
        {
            var bits = value.AsUInt32();
            var odd = (bits >> 16) & Vector256.Create(1u);
            var rounded = (bits + Vector256.Create(0x7FFFu) + odd) >> 16;
            return Vector128.Narrow(rounded.GetLower(), rounded.GetUpper());
        }
    }
}

/// <summary>
/// An optimizer's update of eight weights at once. A rule is a struct of the step's constants, so that the compiler inlines it into the
/// loop of <see cref="FusedUpdate"/>.
/// </summary>
internal interface IUpdateRule
{
    /// <summary>Computes the new weights.</summary>
    /// <param name="weight">Eight weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="first">The first moments, updated.</param>
    /// <param name="second">The second moments, updated; unused by rules with one moment.</param>
    Vector256<float> Update(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second);
}
