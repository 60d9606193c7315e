using CovidCxr.Service.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CovidCxr.Service.Tests.Store;

public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_is_one_defined_answer_and_nothing_is_half_kept()
    {
        var isFull = false;
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddSingleton<IResultStore>(provider =>
            new DatabaseResultStore(() =>
            {
                var context = provider.GetRequiredService<Database>().Open();
                context.Database.OpenConnection();
                // SQLite says what it says on a full disk once the file may not grow: at least the pages that it has.
                context.Database.ExecuteSqlRaw(isFull ? "PRAGMA max_page_count=1;" : "PRAGMA max_page_count=1000000;");
                return context;
            })));
        await service.PredictOneAsync(SyntheticXRay.Png(1));
        isFull = true;
        var refused = 0;
        for (var i = 0; i < 40 && refused == 0; i++)
        {
            using var answer = await service.PredictAsync(Enumerable.Range(0, 8).Select(k => ($"{k}.png", SyntheticXRay.Png(k))));
            if (answer.IsSuccessStatusCode)
                continue; // there was room in the last page
            await RunningService.ProblemAsync(answer, 507, "disk-full");
            refused++;
        }
        Assert.Equal(1, refused);
        var kept = (await service.GetAsync("/api/v1/results?limit=1000")).GetProperty("results").GetArrayLength();
        Assert.Equal(1, kept % 8);
        isFull = false;
        await service.PredictOneAsync(SyntheticXRay.Png(2));
        Assert.Equal(kept + 1, (await service.GetAsync("/api/v1/results?limit=1000")).GetProperty("results").GetArrayLength());
    }
}
