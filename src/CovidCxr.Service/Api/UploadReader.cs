using System.Runtime.CompilerServices;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Queueing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CovidCxr.Service.Api;

/// <summary>Reads the files of a request (<c>multipart/form-data</c>, RFC 7578) into memory, within the limits.</summary>
/// <param name="limits">What a request may hold.</param>
internal sealed class UploadReader(LimitOptions limits)
{
    private const int LongestName = 255, LongestBoundary = 128;
    private const string NoName = "upload";

    /// <summary>Reads all files; fields without a file are passed over.</summary>
    /// <inheritdoc cref="ReadEachAsync"/>
    /// <returns>At least one file.</returns>
    public async Task<IReadOnlyList<Upload>> ReadAsync(HttpRequest request, int mostFiles, CancellationToken cancel)
    {
        var uploads = new List<Upload>();
        await foreach (var upload in ReadEachAsync(request, mostFiles, cancel))
            uploads.Add(upload);
        return uploads;
    }

    /// <summary>Reads one file after the other.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mostFiles">The most files.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="ProblemException">There is no file, there are too many, or one is too large.</exception>
    public async IAsyncEnumerable<Upload> ReadEachAsync(
        HttpRequest request, int mostFiles, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = new MultipartReader(Boundary(request), request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 8192 };
        var count = 0;
        while (await NextAsync(reader, cancel) is { } upload)
        {
            if (++count > mostFiles)
                throw TooLarge($"the request has more than {mostFiles} files");
            yield return upload;
        }
        if (count == 0)
            throw new ProblemException(StatusCodes.Status400BadRequest, "no-file",
                "The request has no file.", "send each file as a part with a file name, for example curl -F file=@xray.png");
    }

    private async Task<Upload?> NextAsync(MultipartReader reader, CancellationToken cancel)
    {
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    && disposition.IsFileDisposition())
                {
                    var name = SafeName(disposition.FileNameStar.Value ?? disposition.FileName.Value ?? "");
                    return new Upload(name, await BytesAsync(section.Body, name, cancel));
                }
            return null;
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "bad-request", "The request cannot be read.",
                "the multipart body is damaged or incomplete");
        }
    }

    /// <summary>
    /// The last part of a file's name, as a client of any system sends it; nothing that could be a path or change a terminal.
    /// </summary>
    public static string SafeName(string name)
    {
        var last = name.Trim('"')[(name.Trim('"').LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)).Take(LongestName)]).Trim();
        return clean.Trim('.').Length == 0 ? NoName : clean;
    }

    private static string Boundary(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary)
            return boundary;
        throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The request is of another kind.",
            "send the files as multipart/form-data");
    }

    private async Task<byte[]> BytesAsync(Stream body, string name, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (bytes.Length + read > limits.FileBytes)
                throw TooLarge($"{name} is larger than {limits.FileBytes} bytes");
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static ProblemException TooLarge(string detail) =>
        new(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is larger than the service takes.", detail);
}
