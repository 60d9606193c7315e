using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CovidCxr.Core;

/// <summary>
/// The fold of patient groups that a network did not learn from, though it learned from others of their kind: only on these can it be
/// measured. A group's fold depends on its name alone, so it is the same in every dataset.
/// </summary>
/// <param name="Folds">The number of folds, at least 2.</param>
/// <param name="HeldOut">The fold that was held out, from 0.</param>
public sealed record HeldOutFold(int Folds, int HeldOut)
{
    /// <summary>Whether a patient group is in the fold that was held out.</summary>
    public bool Contains(string group) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(group))) % (ulong)Folds == (ulong)HeldOut;

    /// <summary>What a report of a network that learned from controls says, without a full stop.</summary>
    public string Note =>
        $"the network learned from controls; of them only fold {HeldOut + 1} of {Folds} is measured, which it did not learn from";
}
