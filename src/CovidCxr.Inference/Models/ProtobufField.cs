using System.Text;

namespace CovidCxr.Inference.Models;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">Its number in the .proto file.</param>
/// <param name="IsBytes">Whether it is a text, bytes, a message or packed numbers.</param>
/// <param name="Value">Its number, if it is one of varying length.</param>
/// <param name="Start">Where its bytes begin in the file.</param>
/// <param name="Length">The number of its bytes.</param>
internal readonly record struct ProtobufField(int Number, bool IsBytes, ulong Value, int Start, int Length)
{
    /// <summary>Reads the fields of a message in their order.</summary>
    /// <param name="file">The bytes that hold it.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">The number of its bytes.</param>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public static IEnumerable<ProtobufField> In(byte[] file, int start, int length)
    {
        var (at, end) = (start, start + length);
        while (at < end)
        {
            var tag = Varint(file, ref at, end);
            var number = (int)(tag >> 3);
            switch ((int)(tag & 7))
            {
                case 0:
                    yield return new(number, false, Varint(file, ref at, end), at, 0);
                    break;
                case 2:
                    var bytes = Varint(file, ref at, end);
                    if (bytes > (ulong)(end - at))
                        throw new InvalidDataException("a field is longer than its message");
                    yield return new(number, true, 0, at, (int)bytes);
                    at += (int)bytes;
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException("a field of an unknown type");
            }
        }
    }

    /// <summary>The field as text.</summary>
    public string Text(byte[] file) => Encoding.UTF8.GetString(file, Start, Length);

    /// <summary>How many numbers of varying length the field packs.</summary>
    public int Varints(byte[] file)
    {
        var count = 0;
        for (var i = Start; i < Start + Length; i++)
            count += file[i] < 0x80 ? 1 : 0;
        return count;
    }

    private static ulong Varint(byte[] file, ref int at, int end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= end)
                throw new InvalidDataException("a number ends early");
            var read = file[at++];
            value |= (ulong)(read & 0x7F) << shift;
            if (read < 0x80)
                return value;
        }
        throw new InvalidDataException("a number has no end");
    }
}
